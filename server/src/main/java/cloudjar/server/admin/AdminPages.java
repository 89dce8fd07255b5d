package cloudjar.server.admin;

import cloudjar.gateway.SideDoor;
import cloudjar.gateway.audit.AuditLog;
import cloudjar.gateway.authorize.Denials;
import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.world.Worlds;
import cloudjar.server.init.InitScripts;
import cloudjar.server.option.Settings;
import cloudjar.services.sso.SignIns;
import java.time.Instant;
import java.util.List;

/**
 * What the pages of the admin API show and change.
 *
 * @param services the ids of those that are served
 */
public record AdminPages(
        String version,
        Instant started,
        List<String> services,
        Worlds worlds,
        AuditLog audit,
        Denials denials,
        Settings settings,
        InitScripts scripts,
        SignIns signIns,
        FunctionEngine functions) {
    public AdminPages {
        services = List.copyOf(services);
    }

    /** The admin API: every page there is, at its path. */
    public SideDoor behind(AdminGuard guard) {
        StatusPages status = new StatusPages(version, services, started);
        WorldsPage worldsPage = new WorldsPage(worlds);
        ArchivePages archives = new ArchivePages(worlds);
        InitPage init = new InitPage(scripts);
        SsoPages sso = new SsoPages(worlds, signIns);
        return new AdminDoor(guard)
                .openPage("/_cloudjar/health", status::health)
                .page("/_cloudjar/reset", worldsPage::reset)
                .page("/_cloudjar/worlds", worldsPage)
                .page("/_cloudjar/export", archives::export)
                .contentPage("/_cloudjar/import", archives::importFrom)
                .page("/_cloudjar/clock", new ClockPage(worlds))
                .page("/_cloudjar/requests", new RequestsPage(audit))
                .page("/_cloudjar/iam/denials", new DenialsPage(denials))
                .page("/_cloudjar/iam/policy", new LeastPrivilegePage(worlds))
                .page("/_cloudjar/outbox", new OutboxPage(worlds))
                .page("/_cloudjar/functions", new FunctionsPage(functions))
                .page("/_cloudjar/config", new ConfigPage(settings))
                .page("/_cloudjar/sso/device", sso::device)
                .page("/_cloudjar/sso/authorize", sso::authorize)
                .page("/_cloudjar/sso/approver", sso::approver)
                .page(AdminDoor.AUTHORIZE, sso::authorize)
                .openPage("/_localstack/health", status::localStackHealth)
                .openPage("/_localstack/info", status::localStackInfo)
                .openPage("/_localstack/init", init)
                .page("/_localstack/state/reset", worldsPage::reset)
                .page("/metrics", new MetricsPage(audit, started));
    }
}

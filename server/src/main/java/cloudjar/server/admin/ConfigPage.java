package cloudjar.server.admin;

import cloudjar.protocols.HttpResponse;
import cloudjar.server.option.Option;
import cloudjar.server.option.ServerOptions;
import cloudjar.server.option.Settings;
import java.io.IOException;
import java.util.List;

/** {@code /_cloudjar/config}: every option, its value and where the value came from. Secrets are not shown. */
final class ConfigPage implements Page {
    private static final String HIDDEN = "(hidden)";

    private final Settings settings;

    ConfigPage(Settings settings) {
        this.settings = settings;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        request.only("GET");
        List<Option<?>> options = ServerOptions.options().toList();
        return Json.object(out -> {
            for (Option<?> option : options) {
                Settings.Setting setting = settings.setting(option);
                out.writeObjectFieldStart(option.name());
                out.writeStringField("value", option.secret() && !setting.text().isEmpty() ? HIDDEN : setting.text());
                out.writeStringField("source", setting.source());
                out.writeStringField("default", option.fallback());
                out.writeStringField("takes", option.type().range());
                out.writeStringField("meaning", option.sentence());
                out.writeEndObject();
            }
        });
    }
}

package cloudjar.services.acm;

import cloudjar.api.acm.AccountConfigurations;
import cloudjar.api.acm.ExpiryEventsConfiguration;
import cloudjar.api.acm.GetAccountConfigurationRequest;
import cloudjar.api.acm.GetAccountConfigurationResponse;
import cloudjar.api.acm.PutAccountConfigurationRequest;
import cloudjar.api.acm.PutAccountConfigurationResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import java.util.Objects;
import java.util.OptionalLong;

/** What an account has set for its certificates in a region. */
final class ConfigurationOperations implements AccountConfigurations {
    private static final String ACCOUNT = "account";

    private final AcmTimers timers;

    ConfigurationOperations(AcmTimers timers) {
        this.timers = timers;
    }

    @Override
    public GetAccountConfigurationResponse getAccountConfiguration(GetAccountConfigurationRequest in, Call call) {
        AcmTables tables = AcmTables.in(call.account(), call.region());
        OptionalLong days = call.read(snapshot -> daysBeforeExpiry(snapshot, tables));
        return GetAccountConfigurationResponse.builder()
                .expiryEvents(ExpiryEventsConfiguration.builder()
                        .daysBeforeExpiry((int) days.orElse(AcmLimits.EVENT_DAYS.current()))
                        .build())
                .build();
    }

    @Override
    public PutAccountConfigurationResponse putAccountConfiguration(PutAccountConfigurationRequest in, Call call) {
        ExpiryEventsConfiguration events = in.expiryEvents();
        if (events != null) {
            AcmTables.Configuration configuration = new AcmTables.Configuration(
                    Objects.requireNonNullElse(events.daysBeforeExpiry(), (int) AcmLimits.EVENT_DAYS.current()));
            AcmTables tables = AcmTables.in(call.account(), call.region());
            boolean unused = call.write(tx -> {
                tables.configuration.put(tx, ACCOUNT, configuration);
                tables.certificates
                        .rows(tx, Range.all())
                        .toList()
                        .forEach(row -> timers.rearmExpiry(tx, row.value(), call.time()));
                return true;
            });
        }
        return PutAccountConfigurationResponse.of();
    }

    /** How many days before the end of a certificate its events begin, where the account has set it. */
    static OptionalLong daysBeforeExpiry(Snapshot snapshot, AcmTables tables) {
        return tables.configuration
                .get(snapshot, ACCOUNT)
                .map(set -> OptionalLong.of(set.daysBeforeExpiry()))
                .orElse(OptionalLong.empty());
    }
}

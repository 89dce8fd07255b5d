package cloudjar.services.acm;

import cloudjar.api.acm.AccountConfigurations;
import cloudjar.api.acm.ExpiryEventsConfiguration;
import cloudjar.api.acm.GetAccountConfigurationRequest;
import cloudjar.api.acm.GetAccountConfigurationResponse;
import cloudjar.api.acm.PutAccountConfigurationRequest;
import cloudjar.api.acm.PutAccountConfigurationResponse;
import cloudjar.kernel.call.Call;
import java.util.Objects;

/** What an account has set for its certificates in a region. */
final class ConfigurationOperations implements AccountConfigurations {
    private static final String ACCOUNT = "account";
    private static final int DAYS = 45;

    @Override
    public GetAccountConfigurationResponse getAccountConfiguration(GetAccountConfigurationRequest in, Call call) {
        int days = call.read(snapshot -> AcmTables.in(call.account(), call.region())
                .configuration
                .get(snapshot, ACCOUNT)
                .map(AcmTables.Configuration::daysBeforeExpiry)
                .orElse(DAYS));
        return GetAccountConfigurationResponse.builder()
                .expiryEvents(ExpiryEventsConfiguration.builder()
                        .daysBeforeExpiry(days)
                        .build())
                .build();
    }

    @Override
    public PutAccountConfigurationResponse putAccountConfiguration(PutAccountConfigurationRequest in, Call call) {
        ExpiryEventsConfiguration events = in.expiryEvents();
        if (events != null) {
            AcmTables.Configuration configuration =
                    new AcmTables.Configuration(Objects.requireNonNullElse(events.daysBeforeExpiry(), DAYS));
            boolean unused = call.write(tx -> {
                AcmTables.in(call.account(), call.region()).configuration.put(tx, ACCOUNT, configuration);
                return true;
            });
        }
        return PutAccountConfigurationResponse.of();
    }
}

package cloudjar.services.sns;

import cloudjar.api.sns.CreatePlatformApplicationInput;
import cloudjar.api.sns.CreatePlatformApplicationResponse;
import cloudjar.api.sns.DeletePlatformApplicationInput;
import cloudjar.api.sns.DeletePlatformApplicationResponse;
import cloudjar.api.sns.GetPlatformApplicationAttributesInput;
import cloudjar.api.sns.GetPlatformApplicationAttributesResponse;
import cloudjar.api.sns.ListPlatformApplicationsInput;
import cloudjar.api.sns.ListPlatformApplicationsResponse;
import cloudjar.api.sns.PlatformApplications;
import cloudjar.api.sns.SetPlatformApplicationAttributesInput;
import cloudjar.api.sns.SetPlatformApplicationAttributesResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.tenancy.Arn;
import java.util.Map;
import java.util.Set;

/** What can be done with platform applications. */
final class PlatformApplicationOperations implements PlatformApplications {
    private static final Set<String> PLATFORMS = Set.of(
            "ADM",
            "APNS",
            "APNS_SANDBOX",
            "APNS_VOIP",
            "APNS_VOIP_SANDBOX",
            "BAIDU",
            "FCM",
            "GCM",
            "MACOS",
            "MACOS_SANDBOX",
            "MPNS",
            "WNS");

    /** Those that need no principal beside the credential. */
    private static final Set<String> ONE_SECRET = Set.of("FCM", "GCM");

    private static final String CREDENTIAL = "PlatformCredential";
    private static final String PRINCIPAL = "PlatformPrincipal";
    private static final int NAME_MAX = 256;

    private final LimitProfile limits;

    PlatformApplicationOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public CreatePlatformApplicationResponse createPlatformApplication(CreatePlatformApplicationInput in, Call call) {
        checkName(in.name());
        if (!PLATFORMS.contains(in.platform())) {
            throw SnsErrors.invalid("Platform", in.platform() + " is not supported");
        }
        checkSecrets(in.platform(), in.attributes());
        PlatformApplication application = new PlatformApplication(in.platform(), in.name(), in.attributes());
        SnsTables tables = SnsTables.of(call);
        call.write(tx -> {
            PlatformApplication before =
                    tables.applications.get(tx, application.key()).orElse(null);
            PlatformApplication after = before == null ? application : before.with(in.attributes());
            tables.applications.put(tx, after.key(), after);
            return after;
        });
        return CreatePlatformApplicationResponse.builder()
                .platformApplicationArn(arn(application, call))
                .build();
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw SnsErrors.invalid("", "cannot be empty");
        }
        if (name.length() > NAME_MAX) {
            throw SnsErrors.invalid(name, "must be at most 256 characters long");
        }
        boolean allowed = name.chars()
                .allMatch(c -> c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '_'
                        || c == '-'
                        || c == '.');
        if (!allowed) {
            throw SnsErrors.invalid(name, "must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'");
        }
    }

    private static void checkSecrets(String platform, Map<String, String> attributes) {
        boolean credential = attributes.containsKey(CREDENTIAL);
        boolean principal = attributes.containsKey(PRINCIPAL);
        if (principal && !credential) {
            throw SnsErrors.invalid("Attributes", "PlatformPrincipal attribute provided without PlatformCredential");
        }
        if (credential && !principal && !ONE_SECRET.contains(platform)) {
            throw SnsErrors.invalid("Attributes", "PlatformCredential attribute provided without PlatformPrincipal");
        }
    }

    private static String arn(PlatformApplication application, Call call) {
        return call.arn("sns", "app/" + application.key()).toString();
    }

    /** The key of the application of an ARN that a caller gave. */
    static String key(String applicationArn) {
        Arn arn = TopicAddress.arn(applicationArn, "PlatformApplicationArn");
        if (!arn.resource().startsWith("app/")) {
            throw SnsErrors.invalid("PlatformApplicationArn");
        }
        return arn.resource().substring("app/".length());
    }

    @Override
    public DeletePlatformApplicationResponse deletePlatformApplication(DeletePlatformApplicationInput in, Call call) {
        String key = key(in.platformApplicationArn());
        SnsTables tables = SnsTables.of(call);
        call.write(tx -> {
            tables.endpoints.deleteRange(tx, Range.prefix(key));
            return tables.applications.delete(tx, key);
        });
        return DeletePlatformApplicationResponse.of();
    }

    @Override
    public ListPlatformApplicationsResponse listPlatformApplications(ListPlatformApplicationsInput in, Call call) {
        SnsTables tables = SnsTables.of(call);
        try {
            Page<cloudjar.api.sns.PlatformApplication> page = call.read(snapshot -> tables.applications.page(
                            snapshot,
                            Range.all(),
                            SnsLimits.LISTED_MAX.intIn(limits),
                            Tokens.given(in.nextToken()),
                            "ListPlatformApplications"))
                    .map(row -> cloudjar.api.sns.PlatformApplication.builder()
                            .platformApplicationArn(arn(row.value(), call))
                            .attributes(row.value().shown())
                            .build());
            return ListPlatformApplicationsResponse.builder()
                    .platformApplications(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw SnsErrors.invalid("NextToken");
        }
    }

    @Override
    public GetPlatformApplicationAttributesResponse getPlatformApplicationAttributes(
            GetPlatformApplicationAttributesInput in, Call call) {
        String key = key(in.platformApplicationArn());
        SnsTables tables = SnsTables.of(call);
        PlatformApplication application = call.read(snapshot -> tables.applications.get(snapshot, key))
                .orElseThrow(SnsErrors::applicationDoesNotExist);
        return GetPlatformApplicationAttributesResponse.builder()
                .attributes(application.shown())
                .build();
    }

    @Override
    public SetPlatformApplicationAttributesResponse setPlatformApplicationAttributes(
            SetPlatformApplicationAttributesInput in, Call call) {
        String key = key(in.platformApplicationArn());
        if (!in.hasAttributes()) {
            throw SnsErrors.attributesMissing();
        }
        SnsTables tables = SnsTables.of(call);
        call.write(tx -> {
            PlatformApplication before =
                    tables.applications.get(tx, key).orElseThrow(SnsErrors::applicationDoesNotExist);
            checkSecrets(before.platform(), in.attributes());
            tables.applications.put(tx, key, before.with(in.attributes()));
            return before;
        });
        return SetPlatformApplicationAttributesResponse.of();
    }
}

package cloudjar.services.iam;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The credentials of an account's users, one line each. It says how things are when it is fetched.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html">the report</a>
 */
final class CredentialReport {
    /** How long a report is good. */
    static final Duration KEPT = Duration.ofHours(4);

    private static final String HEAD =
            "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
                    + "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
                    + "access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,"
                    + "access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
                    + "cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
    private static final String NONE = "N/A";

    private CredentialReport() {}

    static String of(Snapshot snapshot, Call call) {
        StringBuilder report = new StringBuilder(HEAD);
        List<String> root = new ArrayList<>(List.of(
                "<root_account>",
                new Arn(call.partition().id(), "iam", "", call.account(), "root").toString(),
                NONE,
                "not_supported",
                "no_information",
                "not_supported",
                "not_supported"));
        rest(snapshot, call, call.account(), root);
        report.append('\n').append(String.join(",", root));
        for (Identity identity : IdentityLookup.rows(call)
                .rows(snapshot, IdentityRoster.all(IdentityKind.USER))
                .values()) {
            report.append('\n').append(String.join(",", user(snapshot, call, (IamUser) identity)));
        }
        return report.toString();
    }

    private static List<String> user(Snapshot snapshot, Call call, IamUser user) {
        Login login = IamTables.LOGINS
                .in(Scope.account(call.account()))
                .get(snapshot, user.id())
                .orElse(null);
        Integer maxAge = AccountSheet.of(snapshot, call).passwordRules().maxAgeDays();
        List<String> line = new ArrayList<>(List.of(
                user.name(),
                user.arn(call),
                time(user.created()),
                Boolean.toString(login != null),
                login == null ? NONE : user.passwordUsed() == null ? "no_information" : time(user.passwordUsed()),
                login == null ? NONE : time(login.changed()),
                login == null || maxAge == null ? NONE : time(login.changed().plus(Duration.ofDays(maxAge)))));
        rest(snapshot, call, user.id(), line);
        return line;
    }

    /** What users and the root user have alike: devices, keys, certificates. */
    private static void rest(Snapshot snapshot, Call call, String userId, List<String> line) {
        line.add(Boolean.toString(
                !MfaDeviceOperations.devicesOf(snapshot, call, userId).isEmpty()));
        List<IssuedKey> keys = IamTables.ACCESS_KEYS_BY_USER
                .in(Scope.GLOBAL)
                .find(snapshot, userId)
                .values();
        for (int i = 0; i < IamLimits.ACCESS_KEYS.current(); i++) {
            IssuedKey key = i < keys.size() ? keys.get(i) : null;
            line.add(Boolean.toString(key != null && key.active()));
            line.add(key == null ? NONE : time(key.created()));
            IssuedKey.Use use = key == null ? null : key.used();
            line.add(use == null ? NONE : time(use.time()));
            line.add(use == null ? NONE : use.region());
            line.add(use == null ? NONE : use.service());
        }
        List<UserCertificate> certificates = SigningCertificateOperations.of(snapshot, call, userId);
        for (int i = 0; i < IamLimits.SIGNING_CERTIFICATES.current(); i++) {
            UserCertificate certificate = i < certificates.size() ? certificates.get(i) : null;
            line.add(Boolean.toString(certificate != null && certificate.active()));
            line.add(certificate == null ? NONE : time(certificate.uploaded()));
        }
    }

    private static String time(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .format(time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC))
                .replace("Z", "+00:00");
    }
}

package cloudjar.services.acmpca;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/**
 * What kind of certificate is issued.
 *
 * @param kind what is certified
 * @param pathLength how many authorities may stand below; -1 for any number
 * @param keyUsage 0 where the template does not say
 * @param arePurposesCritical whether whoever does not know the purposes must refuse the certificate
 * @param isConstraintCritical the same of whether it is an authority
 * @param takesApi whether the call may say what else is in the certificate
 * @param takesRequest whether the certificate signing request may
 * @see <a href="https://docs.aws.amazon.com/privateca/latest/userguide/template-definitions.html">Template definitions</a>
 */
record Template(
        String name,
        Kind kind,
        int pathLength,
        int keyUsage,
        List<KeyPurposeId> purposes,
        boolean arePurposesCritical,
        boolean isConstraintCritical,
        boolean takesApi,
        boolean takesRequest) {
    /** What is certified. */
    enum Kind {
        END,
        ROOT,
        SUBORDINATE
    }

    private static final Pattern ARN =
            Pattern.compile("arn:[\\w-]+:acm-pca:::template/(\\w+?)(?:_(API|CSR|APICSR)Passthrough)?/V1");
    private static final Pattern AUTHORITY =
            Pattern.compile("(Blank)?(Root|Subordinate)CACertificate(?:_PathLen([0-3]))?");
    private static final int END_USAGE = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    private static final int AUTHORITY_USAGE = KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign;

    Template {
        purposes = List.copyOf(purposes);
    }

    boolean isAuthority() {
        return kind != Kind.END;
    }

    boolean isRoot() {
        return kind == Kind.ROOT;
    }

    static Template usual() {
        return of("arn:aws:acm-pca:::template/EndEntityCertificate/V1");
    }

    /** The template of an ARN. */
    static Template of(String arn) {
        Matcher matcher = ARN.matcher(arn);
        Template base = matcher.matches() ? base(matcher.group(1)) : null;
        if (base == null) {
            throw AcmPcaErrors.args("The template ARN is not valid: " + arn);
        }
        String variety = matcher.group(2);
        // A blank template without additions would say nothing; a root signs no request of another's.
        boolean exists = variety == null ? base.keyUsage() != 0 : !base.isRoot() || variety.equals("API");
        if (!exists) {
            throw AcmPcaErrors.args("The template ARN is not valid: " + arn);
        }
        return variety == null
                ? base
                : new Template(
                        base.name() + "_" + variety + "Passthrough",
                        base.kind(),
                        base.pathLength(),
                        base.keyUsage(),
                        base.purposes(),
                        base.arePurposesCritical(),
                        base.isConstraintCritical(),
                        variety.startsWith("API"),
                        variety.endsWith("CSR"));
    }

    private static @Nullable Template base(String name) {
        return switch (name) {
            case "EndEntityCertificate" ->
                end(name, END_USAGE, false, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
            case "EndEntityClientAuthCertificate" -> end(name, END_USAGE, false, KeyPurposeId.id_kp_clientAuth);
            case "EndEntityServerAuthCertificate" -> end(name, END_USAGE, false, KeyPurposeId.id_kp_serverAuth);
            case "CodeSigningCertificate" -> end(name, KeyUsage.digitalSignature, true, KeyPurposeId.id_kp_codeSigning);
            case "OCSPSigningCertificate" -> end(name, KeyUsage.digitalSignature, true, KeyPurposeId.id_kp_OCSPSigning);
            case "BlankEndEntityCertificate" -> end(name, 0, false);
            case "BlankEndEntityCertificate_CriticalBasicConstraints" ->
                new Template(name, Kind.END, -1, 0, List.of(), false, true, false, false);
            default -> authority(name);
        };
    }

    private static Template end(String name, int keyUsage, boolean critical, KeyPurposeId... purposes) {
        return new Template(name, Kind.END, -1, keyUsage, List.of(purposes), critical, false, false, false);
    }

    private static @Nullable Template authority(String name) {
        Matcher matcher = AUTHORITY.matcher(name);
        if (!matcher.matches()) {
            return null;
        }
        boolean blank = matcher.group(1) != null;
        boolean root = matcher.group(2).equals("Root");
        String length = matcher.group(3);
        // Only blank templates of roots bound the path, and those of subordinates all do.
        if (root ? length != null && !blank : length == null) {
            return null;
        }
        return new Template(
                name,
                root ? Kind.ROOT : Kind.SUBORDINATE,
                length == null ? -1 : Integer.parseInt(length),
                blank ? 0 : AUTHORITY_USAGE,
                List.of(),
                false,
                true,
                false,
                false);
    }
}

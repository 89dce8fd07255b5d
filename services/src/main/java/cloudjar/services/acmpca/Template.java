package cloudjar.services.acmpca;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * What kind of certificate is issued.
 *
 * @param pathLength how many authorities may stand below; -1 for any number
 * @see <a href="https://docs.aws.amazon.com/privateca/latest/userguide/UsingTemplates.html">Templates</a>
 */
record Template(String name, boolean isAuthority, int pathLength, int keyUsage, List<KeyPurposeId> purposes) {
    static final String ROOT = "RootCACertificate";

    private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:acm-pca:::template/(\\w+)/V1");
    private static final Pattern SUBORDINATE = Pattern.compile("SubordinateCACertificate_PathLen([0-3])");
    private static final int END = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    private static final int AUTHORITY = KeyUsage.digitalSignature | KeyUsage.keyCertSign | KeyUsage.cRLSign;

    Template {
        purposes = List.copyOf(purposes);
    }

    static Template usual() {
        return end("EndEntityCertificate", KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth);
    }

    private static Template end(String name, KeyPurposeId... purposes) {
        return new Template(name, false, -1, END, List.of(purposes));
    }

    /** The template of an ARN; nothing where it is one that is not known here. */
    static Optional<Template> of(String arn) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw AcmPcaErrors.args("The template ARN is not valid: " + arn);
        }
        String name = matcher.group(1);
        Matcher subordinate = SUBORDINATE.matcher(name);
        if (subordinate.matches()) {
            return Optional.of(new Template(name, true, Integer.parseInt(subordinate.group(1)), AUTHORITY, List.of()));
        }
        return switch (name) {
            case ROOT -> Optional.of(new Template(name, true, -1, AUTHORITY, List.of()));
            case "EndEntityCertificate" -> Optional.of(usual());
            case "EndEntityClientAuthCertificate" -> Optional.of(end(name, KeyPurposeId.id_kp_clientAuth));
            case "EndEntityServerAuthCertificate" -> Optional.of(end(name, KeyPurposeId.id_kp_serverAuth));
            case "CodeSigningCertificate" ->
                Optional.of(new Template(
                        name, false, -1, KeyUsage.digitalSignature, List.of(KeyPurposeId.id_kp_codeSigning)));
            case "OCSPSigningCertificate" ->
                Optional.of(new Template(
                        name, false, -1, KeyUsage.digitalSignature, List.of(KeyPurposeId.id_kp_OCSPSigning)));
            default -> Optional.empty();
        };
    }
}

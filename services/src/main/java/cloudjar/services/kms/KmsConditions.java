package cloudjar.services.kms;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.shape.Structure;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * KMS's own condition keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">Condition keys for KMS</a>
 */
final class KmsConditions {
    private static final String CONTEXT = "kms:encryptioncontext:";

    private KmsConditions() {}

    static List<String> values(Asked asked, Need need, String key) {
        if (key.startsWith(CONTEXT)) {
            String wanted = key.substring(CONTEXT.length());
            return context(asked, need).entrySet().stream()
                    .filter(pair -> pair.getKey().equalsIgnoreCase(wanted))
                    .map(Map.Entry::getValue)
                    .toList();
        }
        return switch (key) {
            case "kms:calleraccount" -> {
                String account = asked.call().principal().account();
                yield account.isEmpty() ? List.of() : List.of(account);
            }
            case "kms:encryptioncontextkeys" -> List.copyOf(context(asked, need).keySet());
            case "kms:encryptionalgorithm" -> text(asked, "EncryptionAlgorithm");
            case "kms:signingalgorithm" -> text(asked, "SigningAlgorithm");
            case "kms:macalgorithm" -> text(asked, "MacAlgorithm");
            case "kms:keyagreementalgorithm" -> text(asked, "KeyAgreementAlgorithm");
            case "kms:messagetype" -> text(asked, "MessageType");
            case "kms:datakeypairspec" -> text(asked, "KeyPairSpec");
            case "kms:expirationmodel" -> text(asked, "ExpirationModel");
            case "kms:wrappingalgorithm" -> text(asked, "WrappingAlgorithm");
            case "kms:wrappingkeyspec" -> text(asked, "WrappingKeySpec");
            case "kms:replicaregion" -> text(asked, "ReplicaRegion");
            case "kms:primaryregion" -> text(asked, "PrimaryRegion");
            case "kms:granteeprincipal" -> text(asked, "GranteePrincipal");
            case "kms:retiringprincipal" -> text(asked, "RetiringPrincipal");
            case "kms:grantoperations" -> asked.elements("Operations", String.class);
            case "kms:grantconstrainttype" -> constraints(asked);
            case "kms:requestalias" ->
                text(asked, "KeyId").stream()
                        .filter(id -> id.contains(Alias.PREFIX))
                        .map(id -> id.substring(id.indexOf(Alias.PREFIX)))
                        .toList();
            case "kms:bypasspolicylockoutsafetycheck" ->
                asked.input().get("BypassPolicyLockoutSafetyCheck") instanceof Boolean bypass
                        ? List.of(bypass.toString())
                        : List.of();
            case "kms:schedulekeydeletionpendingwindowindays" -> number(asked, "PendingWindowInDays");
            case "kms:rotationperiodindays" -> number(asked, "RotationPeriodInDays");
            default -> asked.operation().name().equals("CreateKey") ? ofNewKey(asked, key) : List.of();
        };
    }

    private static List<String> ofNewKey(Asked asked, String key) {
        return switch (key) {
            case "kms:keyspec" -> asked.has("KeySpec") ? text(asked, "KeySpec") : List.of("SYMMETRIC_DEFAULT");
            case "kms:keyusage" -> asked.has("KeyUsage") ? text(asked, "KeyUsage") : List.of(KeyKind.Usage.ENCRYPT);
            case "kms:keyorigin" -> asked.has("Origin") ? text(asked, "Origin") : List.of(KmsKey.OWN);
            case "kms:multiregion" ->
                List.of(Boolean.toString(Boolean.TRUE.equals(asked.input().get("MultiRegion"))));
            default -> List.of();
        };
    }

    private static List<String> constraints(Asked asked) {
        Structure constraints = asked.structure("Constraints");
        return constraints == null
                ? List.of()
                : Stream.of("EncryptionContextEquals", "EncryptionContextSubset")
                        .filter(member -> constraints.get(member) != null)
                        .toList();
    }

    /** The encryption context that the need is about: re-encryption has one on each side. */
    @SuppressWarnings("unchecked")
    static Map<String, String> context(Asked asked, Need need) {
        String member =
                switch (need.action().name().name()) {
                    case "reencryptfrom" -> "SourceEncryptionContext";
                    case "reencryptto" -> "DestinationEncryptionContext";
                    default -> "EncryptionContext";
                };
        // The model gives these members this type.
        return asked.input().get(member) instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
    }

    private static List<String> text(Asked asked, String member) {
        String text = asked.text(member);
        return text == null ? List.of() : List.of(text);
    }

    private static List<String> number(Asked asked, String member) {
        return asked.input().get(member) instanceof Number number ? List.of(number.toString()) : List.of();
    }
}

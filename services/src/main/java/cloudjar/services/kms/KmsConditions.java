package cloudjar.services.kms;

import cloudjar.kernel.call.access.Asked;
import cloudjar.kernel.call.access.Need;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            case "kms:encryptionalgorithm" -> algorithm(asked, need);
            case "kms:signingalgorithm" -> text(asked, "SigningAlgorithm");
            case "kms:macalgorithm" -> text(asked, "MacAlgorithm");
            case "kms:keyagreementalgorithm" -> text(asked, "KeyAgreementAlgorithm");
            case "kms:messagetype" -> asked.has("SigningAlgorithm") ? textOr(asked, "MessageType", "RAW") : List.of();
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
            case "kms:grantisforawsresource" -> List.of(Boolean.toString(byService(asked)));
            case "kms:reencryptonsamekey" ->
                asked.has("DestinationKeyId") ? List.of(Boolean.toString(KmsIam.onSameKey(asked))) : List.of();
            case "kms:validto" ->
                asked.input().get("ValidTo") instanceof Instant end ? List.of(end.toString()) : List.of();
            case "kms:requestalias" ->
                text(asked, member(need, "KeyId")).stream()
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
            case "kms:keyspec", "kms:customermasterkeyspec" ->
                asked.has("KeySpec")
                        ? text(asked, "KeySpec")
                        : textOr(asked, "CustomerMasterKeySpec", Keyring.SYMMETRIC);
            case "kms:keyusage", "kms:customermasterkeyusage" -> textOr(asked, "KeyUsage", KeyKind.Usage.ENCRYPT);
            case "kms:keyorigin" -> textOr(asked, "Origin", KmsKey.OWN);
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
        if (need.action().name().name().equals("creategrant")) {
            Map<String, String> all = new HashMap<>(constraint(asked, "EncryptionContextSubset"));
            all.putAll(constraint(asked, "EncryptionContextEquals"));
            return all;
        }
        // The model gives these members this type.
        return asked.input().get(member(need, "EncryptionContext")) instanceof Map<?, ?> map
                ? (Map<String, String>) map
                : Map.of();
    }

    /** What a new grant asks of encryption contexts. */
    @SuppressWarnings("unchecked")
    static Map<String, String> constraint(Asked asked, String member) {
        Structure constraints = asked.structure("Constraints");
        // As above.
        return constraints != null && constraints.get(member) instanceof Map<?, ?> map
                ? (Map<String, String>) map
                : Map.of();
    }

    /** The member that the need is about: re-encryption has one on each side. */
    private static String member(Need need, String name) {
        return switch (need.action().name().name()) {
            case "reencryptfrom" -> "Source" + name;
            case "reencryptto" -> "Destination" + name;
            default -> name;
        };
    }

    /** Of operations that encrypt or decrypt; who does not name one means the usual one. */
    private static List<String> algorithm(Asked asked, Need need) {
        return switch (need.action().name().name()) {
            case "encrypt", "decrypt", "reencryptfrom", "reencryptto" ->
                textOr(asked, member(need, "EncryptionAlgorithm"), Keyring.SYMMETRIC);
            case "generatedatakey",
                    "generatedatakeywithoutplaintext",
                    "generatedatakeypair",
                    "generatedatakeypairwithoutplaintext" -> List.of(Keyring.SYMMETRIC);
            default -> List.of();
        };
    }

    /** Whether a service that uses keys asks, for itself or on its caller's behalf. */
    private static boolean byService(Asked asked) {
        return asked.call().via() != null || asked.call().principal() instanceof Principal.Service;
    }

    private static List<String> textOr(Asked asked, String member, String otherwise) {
        return List.of(Objects.requireNonNullElse(asked.text(member), otherwise));
    }

    private static List<String> text(Asked asked, String member) {
        String text = asked.text(member);
        return text == null ? List.of() : List.of(text);
    }

    private static List<String> number(Asked asked, String member) {
        return asked.input().get(member) instanceof Number number ? List.of(number.toString()) : List.of();
    }
}

package cloudjar.services.sts;

import cloudjar.api.iam.GetSAMLProviderRequest;
import cloudjar.api.iam.Iam;
import cloudjar.api.iam.NoSuchEntityException;
import cloudjar.api.sts.AssumeRoleWithSAMLRequest;
import cloudjar.api.sts.AssumeRoleWithSAMLResponse;
import cloudjar.api.sts.Tag;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.federation.SamlAssertion;
import cloudjar.kernel.federation.SamlMetadata;
import cloudjar.kernel.federation.SamlResponse;
import cloudjar.kernel.federation.UntrustedProofException;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * AssumeRoleWithSAML: sessions for whoever has an assertion of a SAML provider that the role's account knows.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html">what an
 *     assertion must say</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_saml.html">what AWS says when it does not</a>
 */
final class SamlAssumption {
    private static final String ACTION = "sts:AssumeRoleWithSAML";
    private static final String ATTRIBUTE = "https://aws.amazon.com/SAML/Attributes/";
    private static final String TAG = ATTRIBUTE + "PrincipalTag:";
    private static final Principal STS = new Principal.Service("sts.amazonaws.com");
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Set<String> AUDIENCES =
            Set.of("https://signin.aws.amazon.com/saml", "urn:amazon:webservices", "urn:amazon:webservices:cn-north-1");

    /** The sign-in page, of a region or of all, one provider's or everyone's. */
    private static final Pattern RECIPIENT =
            Pattern.compile("https://([a-z0-9-]+\\.)?signin\\.(aws\\.amazon\\.com|amazonaws\\.cn)/saml(/acs/[\\w-]+)?");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_0-9+=,.@-]{2,64}");

    private final Cloud cloud;
    private final FederatedAssumption federated;

    SamlAssumption(Cloud cloud, FederatedAssumption federated) {
        this.cloud = cloud;
        this.federated = federated;
    }

    AssumeRoleWithSAMLResponse assume(AssumeRoleWithSAMLRequest in, Call call) {
        String xml = decoded(in.samlAssertion());
        Arn provider = Arn.parse(in.principalArn()).orElseThrow(() -> StsErrors.invalidArn(in.principalArn()));
        AssumableRole role = federated.role(in.roleArn(), ACTION, call);
        SamlAssertion assertion = verified(xml, provider, role, call);
        checkTime(assertion, call);
        String recipient = recipient(assertion);
        checkRole(assertion, in);
        String nameQualifier = nameQualifier(assertion, provider);
        FederatedIdentity who = new FederatedIdentity(
                provider.toString(),
                sessionName(assertion),
                tags(assertion),
                assertion.attribute(ATTRIBUTE + "SourceIdentity").stream()
                        .findFirst()
                        .map(SamlAssumption::sourceIdentity)
                        .orElse(null),
                keys(assertion, provider, recipient, nameQualifier),
                assertion.sessionExpires());
        FederatedAssumption.Given given = federated.assume(
                new FederatedAssumption.Wish(ACTION, role, in.policyArns(), in.policy(), in.durationSeconds()),
                who,
                call);
        return AssumeRoleWithSAMLResponse.builder()
                .credentials(given.credentials())
                .assumedRoleUser(given.user())
                .packedPolicySize(given.packedPercent())
                .subject(assertion.subject())
                .subjectType(subjectType(assertion))
                .issuer(assertion.issuer())
                .audience(recipient)
                .nameQualifier(nameQualifier)
                .sourceIdentity(who.sourceIdentity())
                .build();
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StsErrors.notBase64();
        }
    }

    private SamlAssertion verified(String xml, Arn provider, AssumableRole role, Call call) {
        if (!provider.account().equals(role.arn().account())) {
            throw StsErrors.noSamlProvider();
        }
        try {
            SamlMetadata metadata = SamlMetadata.parse(metadata(provider, call));
            SamlAssertion assertion = SamlResponse.verify(xml, metadata.certificates());
            if (!assertion.issuer().equals(metadata.entityId())) {
                throw StsErrors.wrongIssuer();
            }
            return assertion;
        } catch (UntrustedProofException e) {
            throw switch (e.reason()) {
                case SIGNATURE, KEY, CERTIFICATE, UNREACHABLE -> StsErrors.wrongResponseSignature();
                case MALFORMED, INCOMPLETE -> StsErrors.notAnAssertion();
            };
        }
    }

    private String metadata(Arn provider, Call call) {
        try {
            String document = cloud.client(Iam.API)
                    .getSAMLProvider(
                            GetSAMLProviderRequest.builder()
                                    .samlProviderArn(provider.toString())
                                    .build(),
                            call.in(provider.account(), call.region()).as(STS))
                    .samlMetadataDocument();
            return Objects.requireNonNullElse(document, "");
        } catch (NoSuchEntityException e) {
            throw StsErrors.noSamlProvider();
        }
    }

    private static void checkTime(SamlAssertion assertion, Call call) {
        Instant now = call.time();
        Instant expires = assertion.expires();
        if (assertion.issued().plus(LIFE).isBefore(now) || (expires != null && !now.isBefore(expires))) {
            throw StsErrors.assertionTooOld();
        }
        Instant begins = assertion.begins() == null ? assertion.issued() : assertion.begins();
        if (begins.isAfter(now.plus(LIFE))) {
            throw StsErrors.notYet();
        }
    }

    private static String recipient(SamlAssertion assertion) {
        boolean meant = assertion.audiences().stream().anyMatch(AUDIENCES::contains)
                || assertion.audiences().stream()
                        .anyMatch(audience -> RECIPIENT.matcher(audience).matches());
        return assertion.recipients().stream()
                .filter(recipient -> meant && RECIPIENT.matcher(recipient).matches())
                .findFirst()
                .orElseThrow(StsErrors::wrongResponseAudience);
    }

    /** The assertion must offer the role with the provider: a pair of ARNs, in any order. */
    private static void checkRole(SamlAssertion assertion, AssumeRoleWithSAMLRequest in) {
        List<String> asked = List.of(in.roleArn(), in.principalArn());
        boolean offered = assertion.attribute(ATTRIBUTE + "Role").stream().anyMatch(value -> {
            List<String> pair =
                    Pattern.compile(",").splitAsStream(value).map(String::strip).toList();
            return pair.equals(asked) || pair.equals(asked.reversed());
        });
        if (!offered) {
            throw StsErrors.notAuthorized(ACTION);
        }
    }

    private static String sessionName(SamlAssertion assertion) {
        String name = assertion.attribute(ATTRIBUTE + "RoleSessionName").stream()
                .findFirst()
                .orElseThrow(StsErrors::sessionNameMissing);
        if (!NAME.matcher(name).matches()) {
            throw StsErrors.sessionNameForm();
        }
        return name;
    }

    /**
     * A source identity that a proof sets.
     *
     * @throws cloudjar.kernel.shape.ApiException where it cannot be one
     */
    static String sourceIdentity(String text) {
        if (!NAME.matcher(text).matches() || text.startsWith("aws:")) {
            throw StsErrors.sourceIdentityForm();
        }
        return text;
    }

    private static SessionTags tags(SamlAssertion assertion) {
        List<Tag> tags = new ArrayList<>();
        assertion.attributes().forEach((name, values) -> {
            if (name.startsWith(TAG) && !values.isEmpty()) {
                tags.add(Tag.builder()
                        .key(name.substring(TAG.length()))
                        .value(values.getFirst())
                        .build());
            }
        });
        return SessionTags.of(tags, assertion.attribute(ATTRIBUTE + "TransitiveTagKeys"), null);
    }

    private static Map<String, List<String>> keys(
            SamlAssertion assertion, Arn provider, String recipient, String nameQualifier) {
        Map<String, List<String>> keys = new HashMap<>();
        keys.put("saml:aud", List.of(recipient));
        keys.put("saml:iss", List.of(assertion.issuer()));
        keys.put("saml:sub", List.of(assertion.subject()));
        keys.put("saml:sub_type", List.of(subjectType(assertion)));
        keys.put("saml:namequalifier", List.of(nameQualifier));
        keys.put("saml:doc", List.of(provider.account() + "/" + provider.name()));
        return keys;
    }

    private static String subjectType(SamlAssertion assertion) {
        String format = assertion.subjectFormat();
        return format.substring(format.lastIndexOf(':') + 1);
    }

    /** The hash by which an application tells users of one provider in one account from others. */
    private static String nameQualifier(SamlAssertion assertion, Arn provider) {
        try {
            String text = assertion.issuer() + provider.account() + "/" + provider.name();
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}

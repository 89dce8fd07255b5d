package cloudjar.services.acm;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;
import cloudjar.kernel.shape.Structure;
import java.util.ArrayList;
import java.util.List;

/**
 * What operations of Certificate Manager need permission for.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html">Actions of AWS
 *     Certificate Manager</a>
 */
final class AcmIam {
    static final AccessRules RULES = AccessRules.of("acm")
            .usually(asked -> asked.has("CertificateArn") ? asked.textOrEmpty("CertificateArn") : "*")
            .on(
                    "RequestCertificate",
                    Rule.need("acm:RequestCertificate", Locator.NONE)
                            .and(Rule.need("acm:AddTagsToCertificate", Locator.NONE)
                                    .when(asked -> asked.has("Tags"))))
            .on(Locator.NONE, "ListCertificates", "GetAccountConfiguration", "PutAccountConfiguration")
            .keys((asked, need, key) -> switch (key) {
                case "acm:domainnames" -> {
                    List<String> names = new ArrayList<>(asked.elements("SubjectAlternativeNames", String.class));
                    if (asked.has("DomainName")) {
                        names.addFirst(asked.textOrEmpty("DomainName"));
                    }
                    yield names;
                }
                case "acm:validationmethod" ->
                    asked.has("ValidationMethod") ? List.of(asked.textOrEmpty("ValidationMethod")) : List.of();
                case "acm:keyalgorithm" ->
                    asked.has("KeyAlgorithm") ? List.of(asked.textOrEmpty("KeyAlgorithm")) : List.of();
                case "acm:certificateauthority" ->
                    asked.has("CertificateAuthorityArn")
                            ? List.of(asked.textOrEmpty("CertificateAuthorityArn"))
                            : List.of();
                case "acm:certificatetransparencylogging" -> {
                    Structure options = asked.structure("Options");
                    Object logged = options == null ? null : options.get("CertificateTransparencyLoggingPreference");
                    yield logged == null ? List.of() : List.of(logged.toString());
                }
                default -> List.of();
            })
            .build();

    private AcmIam() {}
}

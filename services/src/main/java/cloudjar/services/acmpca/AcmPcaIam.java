package cloudjar.services.acmpca;

import cloudjar.kernel.call.access.AccessRules;
import cloudjar.kernel.call.access.Locator;
import cloudjar.kernel.call.access.Rule;
import java.util.List;

/**
 * What operations of Private Certificate Authority need permission for.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsprivatecertificateauthority.html">Actions
 *     of AWS Private Certificate Authority</a>
 */
final class AcmPcaIam {
    static final AccessRules RULES = AccessRules.of("acm-pca")
            .usually(asked -> asked.has("CertificateAuthorityArn")
                    ? asked.textOrEmpty("CertificateAuthorityArn")
                    : asked.has("ResourceArn") ? asked.textOrEmpty("ResourceArn") : "*")
            .on(
                    "CreateCertificateAuthority",
                    Rule.need("acm-pca:CreateCertificateAuthority", Locator.NONE)
                            .and(Rule.need("acm-pca:TagCertificateAuthority", Locator.NONE)
                                    .when(asked -> asked.has("Tags"))))
            .on(Locator.NONE, "ListCertificateAuthorities")
            .keys((asked, need, key) -> key.equals("acm-pca:templatearn") && asked.has("TemplateArn")
                    ? List.of(asked.textOrEmpty("TemplateArn"))
                    : List.of())
            .build();

    private AcmPcaIam() {}
}

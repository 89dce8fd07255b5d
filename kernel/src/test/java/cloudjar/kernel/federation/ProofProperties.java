package cloudjar.kernel.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever strangers hand in, it is refused as a proof that proves nothing, and in no other way. */
class ProofProperties {
    private static final String RESPONSE = """
            <p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" ID="r1" Version="2.0">
            <p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>
            <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="a1" IssueInstant="2026-01-01T00:00:00Z">
            <Issuer>idp</Issuer><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>
            <CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
            <SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
            <Reference URI="#a1"><Transforms><Transform
            Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/></Transforms>
            <DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>AA==</DigestValue></Reference>
            </SignedInfo><SignatureValue>AA==</SignatureValue></Signature>
            <Subject><NameID>ann</NameID></Subject></Assertion></p:Response>""";

    private static final List<String> CLAIMS = List.of(
            "{\"iss\":\"https://a\",\"sub\":\"s\",\"aud\":\"a\",\"exp\":1,\"iat\":1}",
            "{\"iss\":1,\"sub\":[],\"aud\":{},\"exp\":\"x\",\"iat\":1e999}",
            "{\"aud\":[null,1,[]],\"exp\":-1}",
            "[]",
            "{".repeat(10_000),
            "null",
            "");

    @Provide
    Arbitrary<String> changedResponses() {
        Arbitrary<Integer> from = Arbitraries.integers().between(0, RESPONSE.length());
        Arbitrary<Integer> length = Arbitraries.integers().between(0, 40);
        Arbitrary<String> other = Arbitraries.strings().ofMaxLength(20);
        return Combinators.combine(from, length, other)
                .as((start, gone, text) -> RESPONSE.substring(0, start)
                        + text
                        + RESPONSE.substring(Math.min(RESPONSE.length(), start + gone)));
    }

    @Property(tries = 300)
    void noResponseWithoutASignatureProvesAnything(@ForAll("changedResponses") String xml) {
        assertThatThrownBy(() -> SamlResponse.verify(xml, List.of())).isInstanceOf(UntrustedProofException.class);
    }

    @Property(tries = 300)
    void noTextIsATokenByChance(@ForAll String header, @ForAll String claims, @ForAll String signature) {
        assertThatThrownBy(() -> IdentityToken.parse(header + "." + claims + "." + signature))
                .isInstanceOf(UntrustedProofException.class);
    }

    @Example
    void noClaimsAreTooOdd() throws UntrustedProofException {
        IssuerKeys none = IssuerKeys.parse("{\"keys\":[]}");
        for (String header : List.of("{\"alg\":\"RS256\"}", "{\"alg\":\"none\"}", "{\"alg\":\"HS256\"}", "{}", "[")) {
            for (String claims : CLAIMS) {
                String text = encoded(header) + "." + encoded(claims) + ".AAAA";
                assertThatThrownBy(() -> IdentityToken.parse(text).verify(none))
                        .isInstanceOf(UntrustedProofException.class);
            }
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Example
    void keysAndMetadataAreReadOrRefused() {
        for (String text : List.of(
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}",
                "{\"keys\":[{\"kty\":\"RSA\"}]}")) {
            assertThatThrownBy(() -> IssuerKeys.parse(text)).isInstanceOf(UntrustedProofException.class);
            assertThatThrownBy(() -> SamlMetadata.parse(text)).isInstanceOf(UntrustedProofException.class);
        }
        assertThatThrownBy(() -> SamlMetadata.parse(RESPONSE)).isInstanceOf(UntrustedProofException.class);
    }

    @Example
    void anIssuerIsOfHttpsOrOnThisMachine() {
        assertThat(List.of("https://a.example", "https://a.example/p", "http://localhost:1", "http://127.0.0.1:80/x"))
                .allMatch(IssuerKeys::isIssuer);
        assertThat(List.of(
                        "http://a.example",
                        "http://localhost.example",
                        "http://localhost@a.example",
                        "https://a@b.example",
                        "https://a.example?x",
                        "https://a.example#x",
                        "file:///etc/passwd",
                        "ftp://localhost",
                        "https:///x",
                        "not a URL",
                        ""))
                .noneMatch(IssuerKeys::isIssuer);
    }
}

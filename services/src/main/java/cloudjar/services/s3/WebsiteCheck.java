package cloudjar.services.s3;

import cloudjar.api.s3.Condition;
import cloudjar.api.s3.IndexDocument;
import cloudjar.api.s3.Protocol;
import cloudjar.api.s3.Redirect;
import cloudjar.api.s3.RedirectAllRequestsTo;
import cloudjar.api.s3.RoutingRule;
import cloudjar.api.s3.WebsiteConfiguration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be said of a website. */
final class WebsiteCheck {
    private static final Pattern REDIRECT_CODE = Pattern.compile("30[1-9]|3[1-9]\\d");
    private static final Pattern ERROR_CODE = Pattern.compile("[45]\\d\\d");

    private WebsiteCheck() {}

    /** Refuses what AWS refuses. */
    static void require(WebsiteConfiguration website) {
        RedirectAllRequestsTo all = website.redirectAllRequestsTo();
        if (all != null) {
            if (website.indexDocument() != null
                    || website.errorDocument() != null
                    || !website.routingRules().isEmpty()) {
                throw WebsiteErrors.redirectAllAlone();
            }
            requireProtocol(all.protocol());
            return;
        }
        requireIndex(website.indexDocument());
        if (website.errorDocument() != null && website.errorDocument().key().isEmpty()) {
            throw S3Errors.malformedXml();
        }
        if (website.get("RoutingRules") != null && website.routingRules().isEmpty()) {
            throw S3Errors.malformedXml();
        }
        if (website.routingRules().size() > S3Limits.ROUTING_RULES.current()) {
            throw S3Errors.malformedXml();
        }
        website.routingRules().forEach(WebsiteCheck::require);
    }

    private static void requireIndex(@Nullable IndexDocument index) {
        if (index == null) {
            throw WebsiteErrors.indexMissing();
        }
        if (index.suffix().isEmpty() || index.suffix().indexOf('/') >= 0) {
            throw WebsiteErrors.indexNotWellFormed(index.suffix());
        }
    }

    private static void require(RoutingRule rule) {
        Redirect redirect = rule.redirect();
        if (redirect == null) {
            throw S3Errors.malformedXml();
        }
        requireProtocol(redirect.protocol());
        if (redirect.replaceKeyPrefixWith() != null && redirect.replaceKeyWith() != null) {
            throw WebsiteErrors.twoReplacements();
        }
        String code = redirect.httpRedirectCode();
        if (code != null && !REDIRECT_CODE.matcher(code).matches()) {
            throw WebsiteErrors.redirectCode(code);
        }
        Condition condition = rule.condition();
        if (condition == null) {
            return;
        }
        String error = condition.httpErrorCodeReturnedEquals();
        if (error == null && condition.keyPrefixEquals() == null) {
            throw WebsiteErrors.emptyCondition();
        }
        if (error != null && !ERROR_CODE.matcher(error).matches()) {
            throw WebsiteErrors.errorCode(error);
        }
    }

    private static void requireProtocol(@Nullable String protocol) {
        if (protocol != null && !protocol.equals(Protocol.HTTP) && !protocol.equals(Protocol.HTTPS)) {
            throw WebsiteErrors.unknownProtocol();
        }
    }
}

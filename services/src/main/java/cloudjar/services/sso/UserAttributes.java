package cloudjar.services.sso;

import cloudjar.api.identitystore.DescribeUserResponse;
import cloudjar.api.sts.Tag;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Structure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a user that its sessions are tagged with, by paths such as <code>${path:name.givenName}</code> and
 * <code>${path:emails[primary eq true].value}</code>.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/userguide/attributesforaccesscontrol.html">the paths</a>
 */
final class UserAttributes {
    private static final Pattern SOURCE = Pattern.compile("\\$\\{path:([\\w.\\[\\] ]{1,200})}");
    private static final Pattern FILTER = Pattern.compile("\\[[^\\]]*]");

    private UserAttributes() {}

    /** The tags; an attribute that the user has not gives none. */
    static List<Tag> tags(Instance instance, DescribeUserResponse user) {
        List<Instance.Attribute> attributes = instance.attributes() == null
                ? List.of()
                : instance.attributes().all();
        return attributes.stream()
                .flatMap(attribute -> value(user, attribute.source()).stream()
                        .map(value ->
                                Tag.builder().key(attribute.key()).value(value).build()))
                .toList();
    }

    static Optional<String> value(DescribeUserResponse user, String source) {
        Matcher matcher = SOURCE.matcher(source);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Object value = user;
        for (String name : FILTER.matcher(matcher.group(1)).replaceAll("").split("\\.")) {
            value = member(value, name);
        }
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A member of a structure, or of the first of a list of them: there is one e-mail address at most. */
    private static @Nullable Object member(@Nullable Object value, String name) {
        Object holder = value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
        if (!(holder instanceof Structure structure)) {
            return null;
        }
        for (Member member : structure.schema().members()) {
            if (member.name().equalsIgnoreCase(name)) {
                return structure.get(member);
            }
        }
        return null;
    }
}

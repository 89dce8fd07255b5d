package cloudjar.protocols.xml;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.Schema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.Bindings;
import org.jspecify.annotations.Nullable;

/** The part of an error that all XML protocols write alike: its message, then its other members. */
public final class XmlErrorMembers {
    private XmlErrorMembers() {}

    /**
     * Writes {@code Message} and the other members that travel in the body into the element that has just been opened.
     * A message that the model does not declare is written all the same; nothing where there is none
     * (recorded: CloudWatch, test_set_alarm_invalid_input), but an empty one is (recorded: S3, test_s3_bucket_acl_exceptions).
     */
    public static void write(XmlWriter out, XmlStructureWriter writer, ApiException error) {
        Structure members = error.error();
        Schema schema = members.schema();
        Member declared = message(schema);
        Object message = declared == null ? error.getMessage() : members.get(declared);
        if (message == null) {
            message = error.getMessage();
        }
        if (message != null) {
            out.element("Message", message.toString());
        }
        for (Member member : Bindings.ofResponse(schema).body()) {
            Object value = members.get(member);
            if (value != null && !member.equals(declared)) {
                writer.member(out, member, value);
            }
        }
    }

    private static @Nullable Member message(Schema schema) {
        Member lower = schema.member("message");
        return lower != null ? lower : schema.member("Message");
    }
}

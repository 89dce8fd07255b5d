package cloudjar.protocols.awsquery;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ErrorTraits;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.kernel.shape.ServiceSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.protocols.ContentBuffer;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.Protocol;
import cloudjar.protocols.form.FormDialect;
import cloudjar.protocols.form.FormRequests;
import cloudjar.protocols.form.FormStructureReader;
import cloudjar.protocols.xml.XmlErrorMembers;
import cloudjar.protocols.xml.XmlStructureWriter;
import cloudjar.protocols.xml.XmlStructureWriter.DateTimes;
import cloudjar.protocols.xml.XmlWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The awsQuery protocol (SQS and CloudWatch of old; SNS, IAM, STS, RDS, CloudFormation, … to this day). Parameters may
 * stand in the query string, in the body, or in both.
 */
public final class AwsQuery implements Protocol {
    private static final String CONTENT_TYPE = "text/xml";
    private static final String REQUEST_ID_HEADER = "x-amzn-RequestId";

    private final FormStructureReader reader = new FormStructureReader(new Dialect());
    private final XmlStructureWriter writer = new XmlStructureWriter(DateTimes.SHORTEST);

    @Override
    public ProtocolKind kind() {
        return ProtocolKind.AWS_QUERY;
    }

    @Override
    public Structure decode(OperationSchema operation, HttpRequest request) throws IOException {
        return reader.read(FormRequests.parameters(request), operation.input());
    }

    @Override
    public HttpResponse encode(OperationSchema operation, Structure output, String requestId) {
        ContentBuffer content = new ContentBuffer(512);
        XmlWriter out = new XmlWriter(content);
        String root = operation.name() + "Response";
        out.start(root, operation.service().facts().xmlNamespace());
        String result = resultWrapper(operation);
        if (result != null) {
            out.start(result);
            writer.members(out, output);
            out.end(result);
        }
        out.start("ResponseMetadata").element("RequestId", requestId).end("ResponseMetadata");
        out.end(root);
        return response(operation.status(), content, requestId);
    }

    @Override
    public HttpResponse encode(
            ServiceSchema service, @Nullable OperationSchema operation, ApiException error, String requestId) {
        ErrorTraits traits = error.traits();
        ContentBuffer content = new ContentBuffer(512);
        XmlWriter out = new XmlWriter(content);
        out.start("ErrorResponse", service.facts().xmlNamespace());
        out.start("Error");
        out.element("Type", traits.senderFault() ? "Sender" : "Receiver");
        out.element("Code", traits.queryCode());
        XmlErrorMembers.write(out, writer, error);
        if (movedOnToJson(service.facts())) {
            // They keep the empty element of their query days, as SQS shows; CloudWatch's answers have none.
            out.start("Detail").end("Detail");
        }
        out.end("Error").element("RequestId", requestId).end("ErrorResponse");
        return response(traits.status(), content, requestId);
    }

    /** Whether queries are the past of a service; one that has come as far as CBOR answers them anew. */
    private static boolean movedOnToJson(ServiceFacts facts) {
        return facts.queryCompatible() && !facts.protocols().contains(ProtocolKind.RPC_V2_CBOR);
    }

    private static @Nullable String resultWrapper(OperationSchema operation) {
        if (!operation.has(OperationSchema.MODELED_OUTPUT)) {
            return null;
        }
        return operation.resultWrapper() == null ? operation.name() + "Result" : operation.resultWrapper();
    }

    private static HttpResponse response(int status, ContentBuffer content, String requestId) {
        return new HttpResponse(status)
                .header("Content-Type", CONTENT_TYPE)
                .header(REQUEST_ID_HEADER, requestId)
                .content(content.array(), content.length());
    }

    /** The request's notation in awsQuery. */
    private static final class Dialect implements FormDialect {
        @Override
        public String name(Member member) {
            return member.queryName();
        }

        @Override
        public boolean flattened(Member member) {
            return member.flattened();
        }

        @Override
        public Gaps gaps() {
            return Gaps.PADDED;
        }

        @Override
        public CommonException malformed(Problem problem, String parameter, String detail) {
            return new CommonException("MalformedInput", 400, detail);
        }
    }
}

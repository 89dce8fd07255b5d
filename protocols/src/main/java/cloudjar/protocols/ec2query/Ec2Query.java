package cloudjar.protocols.ec2query;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.Member;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
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
 * The ec2Query protocol: like awsQuery, but every list of a request is flattened, names begin with a capital, results have
 * no wrapper, and errors come in a list of one.
 */
public final class Ec2Query implements Protocol {
    private static final String CONTENT_TYPE = "text/xml;charset=UTF-8";
    private static final String REQUEST_ID_HEADER = "x-amzn-requestid";

    private final FormStructureReader reader = new FormStructureReader(new Dialect());
    private final XmlStructureWriter writer = new XmlStructureWriter(DateTimes.SHORTEST);

    @Override
    public ProtocolKind kind() {
        return ProtocolKind.EC2_QUERY;
    }

    @Override
    public Structure decode(OperationSchema operation, HttpRequest request) throws IOException {
        return reader.read(FormRequests.parameters(request), operation.input());
    }

    @Override
    public HttpResponse encode(OperationSchema operation, Structure output, String requestId) {
        ContentBuffer content = new ContentBuffer(512);
        XmlWriter out = new XmlWriter(content).prolog();
        String root = operation.name() + "Response";
        out.start(root, operation.service().facts().xmlNamespace());
        out.element("requestId", requestId);
        writer.members(out, output);
        out.end(root);
        return response(operation.status(), content, requestId);
    }

    @Override
    public HttpResponse encode(
            ServiceSchema service, @Nullable OperationSchema operation, ApiException error, String requestId) {
        ContentBuffer content = new ContentBuffer(512);
        XmlWriter out = new XmlWriter(content).prolog();
        out.start("Response").start("Errors").start("Error");
        out.element("Code", error.traits().code());
        XmlErrorMembers.write(out, writer, error);
        out.end("Error").end("Errors");
        out.element("RequestID", requestId).end("Response");
        return response(error.status(), content, requestId);
    }

    private static HttpResponse response(int status, ContentBuffer content, String requestId) {
        return new HttpResponse(status)
                .header("Content-Type", CONTENT_TYPE)
                .header(REQUEST_ID_HEADER, requestId)
                .header("Server", "AmazonEC2")
                .content(content.array(), content.length());
    }

    /** The request's notation in ec2Query. */
    private static final class Dialect implements FormDialect {
        @Override
        public String name(Member member) {
            return member.ec2Name();
        }

        @Override
        public boolean flattened(Member member) {
            return true;
        }

        @Override
        public Gaps gaps() {
            return Gaps.CLOSED;
        }

        @Override
        public CommonException malformed(Problem problem, String parameter, String detail) {
            return switch (problem) {
                case SHAPE -> new CommonException("InvalidParameterValue", 400, detail);
                case VALUE ->
                    new CommonException(
                            "InvalidParameterValue", 400, "Invalid value for parameter " + parameter + ": " + detail);
            };
        }
    }
}

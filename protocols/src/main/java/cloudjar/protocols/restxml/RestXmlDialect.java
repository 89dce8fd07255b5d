package cloudjar.protocols.restxml;

import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.protocols.HttpResponse;
import cloudjar.protocols.xml.XmlErrorMembers;
import cloudjar.protocols.xml.XmlStructureWriter;
import cloudjar.protocols.xml.XmlStructureWriter.DateTimes;
import cloudjar.protocols.xml.XmlWriter;

/** The two ways in which AWS's restXml services talk of requests and their errors. */
enum RestXmlDialect {
    /** Route 53, CloudFront: an error inside of an {@code ErrorResponse}. */
    GENERAL(DateTimes.SHORTEST) {
        @Override
        void requestId(HttpResponse response, String requestId) {
            response.header("x-amzn-RequestId", requestId);
        }

        @Override
        CommonException malformedDocument(String detail) {
            return new CommonException("MalformedInput", 400, detail);
        }

        @Override
        CommonException malformedArgument(String detail) {
            return new CommonException("MalformedInput", 400, detail);
        }

        @Override
        void error(XmlWriter out, XmlStructureWriter writer, ServiceFacts facts, ApiException error, String requestId) {
            out.start("ErrorResponse", facts.xmlNamespace()).start("Error");
            out.element("Type", error.traits().senderFault() ? "Sender" : "Receiver");
            out.element("Code", error.code());
            XmlErrorMembers.write(out, writer, error);
            out.end("Error").element("RequestId", requestId).end("ErrorResponse");
        }
    },
    /** S3 Control: as the others, but errors do not say whose fault they are, and documents are refused as S3 does. */
    S3_CONTROL(DateTimes.SHORTEST) {
        @Override
        void requestId(HttpResponse response, String requestId) {
            GENERAL.requestId(response, requestId);
        }

        @Override
        CommonException malformedDocument(String detail) {
            return S3.malformedDocument(detail);
        }

        @Override
        CommonException malformedArgument(String detail) {
            return GENERAL.malformedArgument(detail);
        }

        @Override
        void error(XmlWriter out, XmlStructureWriter writer, ServiceFacts facts, ApiException error, String requestId) {
            out.start("ErrorResponse", facts.xmlNamespace()).start("Error");
            out.element("Code", error.code());
            XmlErrorMembers.write(out, writer, error);
            out.end("Error").element("RequestId", requestId).end("ErrorResponse");
        }
    },
    /** S3: a bare error, a second id of the request, and its own name. */
    S3(DateTimes.MILLISECONDS) {
        @Override
        void requestId(HttpResponse response, String requestId) {
            response.header("x-amz-request-id", requestId)
                    .header("x-amz-id-2", HostId.of(requestId))
                    .header("Server", "AmazonS3");
        }

        @Override
        CommonException malformedDocument(String detail) {
            // S3 has one sentence for everything that is wrong with a document.
            return new CommonException(
                    "MalformedXML",
                    400,
                    "The XML you provided was not well-formed or did not validate against our published schema");
        }

        @Override
        CommonException malformedArgument(String detail) {
            return new CommonException("InvalidArgument", 400, detail);
        }

        @Override
        void error(XmlWriter out, XmlStructureWriter writer, ServiceFacts facts, ApiException error, String requestId) {
            out.start("Error").element("Code", error.code());
            XmlErrorMembers.write(out, writer, error);
            out.element("RequestId", requestId)
                    .element("HostId", HostId.of(requestId))
                    .end("Error");
        }
    };

    /** The namespaces of all of their own documents. */
    private static final String S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static final String S3_CONTROL_NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/";

    private final DateTimes dateTimes;

    RestXmlDialect(DateTimes dateTimes) {
        this.dateTimes = dateTimes;
    }

    static RestXmlDialect of(ServiceFacts facts) {
        String namespace = facts.xmlNamespace();
        return S3_NAMESPACE.equals(namespace) ? S3 : S3_CONTROL_NAMESPACE.equals(namespace) ? S3_CONTROL : GENERAL;
    }

    /** How date-times are written in documents. */
    DateTimes dateTimes() {
        return dateTimes;
    }

    /** Whether an answer without content names the type it would have had. */
    boolean typesEmptyAnswers() {
        return this != S3;
    }

    /** Names the request in the headers of its answer. */
    abstract void requestId(HttpResponse response, String requestId);

    /** The answer to a body that cannot be read. */
    abstract CommonException malformedDocument(String detail);

    /** The answer to a header, query parameter or path that cannot be read. */
    abstract CommonException malformedArgument(String detail);

    /** Writes the document of an error. */
    abstract void error(
            XmlWriter out, XmlStructureWriter writer, ServiceFacts facts, ApiException error, String requestId);
}

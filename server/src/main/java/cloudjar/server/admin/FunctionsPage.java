package cloudjar.server.admin;

import cloudjar.kernel.function.FunctionEngine;
import cloudjar.kernel.function.FunctionRuntime;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;

/** {@code /_cloudjar/functions}: the runtimes that functions find on this machine, what keeps functions apart, and what runs images. */
final class FunctionsPage implements Page {
    private final FunctionEngine engine;

    FunctionsPage(FunctionEngine engine) {
        this.engine = engine;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        request.only("GET");
        return Json.object(out -> {
            out.writeArrayFieldStart("runtimes");
            for (FunctionRuntime runtime : engine.runtimes()) {
                out.writeStartObject();
                out.writeStringField("name", runtime.name());
                out.writeStringField("version", runtime.version());
                out.writeStringField("program", runtime.program());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("containment");
            for (String sentence : engine.containment()) {
                out.writeString(sentence);
            }
            out.writeEndArray();
            out.writeStringField("containers", engine.containers());
        });
    }
}

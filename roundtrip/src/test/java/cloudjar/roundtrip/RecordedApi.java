package cloudjar.roundtrip;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Invoker;
import cloudjar.kernel.call.ServiceApi;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.shape.StructureFactory;

/** The API of any service of the catalog, answered by an {@link Exchange}; without generated classes. */
final class RecordedApi extends ServiceApi<Exchange> {
    RecordedApi(String id) {
        super(id, Exchange.class);
    }

    @Override
    protected StructureFactory factory() {
        return StructureFactory.UNTYPED;
    }

    @Override
    public String methodName(OperationSchema operation) {
        return operation.name();
    }

    @Override
    public Structure invoke(Exchange exchange, OperationSchema operation, Structure input, Call call) {
        return exchange.answer(operation, input);
    }

    @Override
    public Exchange client(Invoker invoker) {
        throw new UnsupportedOperationException("nobody calls it from inside");
    }
}

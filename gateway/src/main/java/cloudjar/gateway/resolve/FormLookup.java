package cloudjar.gateway.resolve;

import cloudjar.gateway.content.ContentView;
import cloudjar.gateway.stage.SignedContent;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.text.MalformedValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds operations of the query protocols: an {@code Action} in a form. */
final class FormLookup {
    private static final ContentView.Reading UNZIPPED = new ContentView.Reading(true, Set.of());

    private final ServiceTable table;
    private final Refusals refusals;
    private final int bodyMax;

    FormLookup(ServiceTable table, Refusals refusals, int bodyMax) {
        this.table = table;
        this.refusals = refusals;
        this.bodyMax = bodyMax;
    }

    /**
     * Finds the action of a form; null where the request is no form, or one for a service that reads none.
     *
     * @param named the services that the request may be for; empty where it does not say
     */
    @Nullable
    Finding find(HttpRequest request, List<KnownService> named) throws IOException {
        if (!FormAction.mayBeIn(request)) {
            return null;
        }
        List<KnownService> services = speakers(named);
        if (services.isEmpty() && !named.isEmpty()) {
            return null;
        }
        HttpRequest form;
        FormAction action;
        try {
            form = ContentView.of(request, UNZIPPED, SignedContent.NONE, bodyMax);
            action = FormAction.read(form);
        } catch (MalformedValueException e) {
            throw refusals.unreadableForm(
                    new CommonException("MalformedQueryString", 404, "The query string contains a syntax error."));
        } catch (CommonException e) {
            throw refusals.unreadableForm(e);
        }
        if (action == null) {
            return null;
        }
        if (services.isEmpty()) {
            services = unnamed(action, request);
        }
        if (services.getFirst().id().equals(Customs.ACCOUNT_PATH_FORM) && QueueUrls.isQueueUrl(form.rawPath())) {
            return onQueue(QueueUrls.named(form), services.getFirst(), action);
        }
        return find(form, services, action);
    }

    /** A queue's URL answers what is about a queue, and nothing else. */
    private Finding onQueue(HttpRequest form, KnownService service, FormAction action) {
        OperationSchema operation = service.operation(action.action());
        if (operation == null || Customs.NOT_ON_A_QUEUE.contains(action.action())) {
            throw refusals.invalidForEndpoint(service, action.action());
        }
        return finding(service, operation, form);
    }

    private Finding find(HttpRequest form, List<KnownService> services, FormAction action) {
        KnownService inVersion = null;
        KnownService withOperation = null;
        for (KnownService service : services) {
            boolean versionFits = service.facts().apiVersion().equals(action.version());
            OperationSchema operation = service.operation(action.action());
            if (versionFits && operation != null) {
                return finding(service, operation, form);
            }
            inVersion = inVersion == null && versionFits ? service : inVersion;
            withOperation = withOperation == null && operation != null ? service : withOperation;
        }
        if (withOperation != null && inVersion == null) {
            return finding(withOperation, Objects.requireNonNull(withOperation.operation(action.action())), form);
        }
        KnownService meant = inVersion == null ? services.getFirst() : inVersion;
        throw refusals.unknownOperation(
                meant, action.action(), action.version(), Objects.requireNonNull(meant.query()));
    }

    private static Finding finding(KnownService service, OperationSchema operation, HttpRequest form) {
        return new Finding(service, operation, Objects.requireNonNull(service.query()), form);
    }

    private static List<KnownService> speakers(List<KnownService> named) {
        List<KnownService> services = new ArrayList<>(named.size());
        for (KnownService service : named) {
            if (service.query() != null) {
                services.add(service);
            }
        }
        return services;
    }

    /** The services that a form may be for that neither scope nor host names. */
    private List<KnownService> unnamed(FormAction action, HttpRequest request) {
        String version = action.version();
        if (version != null) {
            List<KnownService> services = table.byVersion(version);
            if (services.isEmpty()) {
                throw refusals.unknownService("version", version, ProtocolKind.AWS_QUERY);
            }
            return services;
        }
        KnownService queues = table.byId(Customs.ACCOUNT_PATH_FORM);
        if (queues != null && QueueUrls.isQueueUrl(request.rawPath())) {
            return List.of(queues);
        }
        String linked = Customs.LINKS.get(action.action());
        KnownService service = linked == null ? null : table.byId(linked);
        if (service != null) {
            return List.of(service);
        }
        throw refusals.unknownService("action without version", action.action(), ProtocolKind.AWS_QUERY);
    }
}

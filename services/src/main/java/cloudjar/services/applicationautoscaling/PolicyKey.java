package cloudjar.services.applicationautoscaling;

/** What tells policies apart, and scheduled actions: the target whose capacity they move, and a name. */
record PolicyKey(String namespace, String resource, String dimension, String name) {
    PolicyKey(TargetKey target, String name) {
        this(target.namespace(), target.resource(), target.dimension(), name);
    }

    TargetKey target() {
        return new TargetKey(namespace, resource, dimension);
    }
}

package cloudjar.modelgen.source;

/** Whether a reader keeps AWS's documentation, which is most of a model's size. */
public enum Documentation {
    KEPT,
    SKIPPED
}

package cloudjar.kernel.shape;

/** The kinds of value that a {@link Schema} describes; they are those of AWS's API models. */
public enum ShapeType {
    BOOLEAN,
    BYTE,
    SHORT,
    INTEGER,
    LONG,
    FLOAT,
    DOUBLE,
    BIG_INTEGER,
    BIG_DECIMAL,
    STRING,
    BLOB,
    TIMESTAMP,
    DOCUMENT,
    LIST,
    MAP,
    STRUCTURE,
    UNION
}

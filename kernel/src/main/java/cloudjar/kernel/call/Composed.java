package cloudjar.kernel.call;

import java.util.List;

/** A service that is made of other objects, each of which answers some of its operations. */
public interface Composed {
    /** The objects that answer. */
    List<Object> parts();
}

package cloudjar.kernel.function;

/**
 * A runtime that functions find on this machine.
 *
 * @param name as functions ask for it, such as {@code nodejs20.x}
 * @param program what runs them: the path of an interpreter, or a word where the function brings its own
 * @param version of the program
 */
public record FunctionRuntime(String name, String program, String version) {}

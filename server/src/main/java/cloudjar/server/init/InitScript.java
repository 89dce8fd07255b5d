package cloudjar.server.init;

import java.nio.file.Path;

/** A script, and how far it has come. */
public record InitScript(InitStage stage, Path path, State state) {
    /** How far a script has come; the names are LocalStack's. */
    public enum State {
        /** It has not run. */
        UNKNOWN,
        RUNNING,
        SUCCESSFUL,
        /** It could not be run, or ended with another status than 0. */
        ERROR
    }

    /** The name of its file. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    InitScript in(State newState) {
        return new InitScript(stage, path, newState);
    }
}

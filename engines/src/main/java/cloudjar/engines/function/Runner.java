package cloudjar.engines.function;

/** What runs functions whose runtime this machine has; container images run in containers in either case. */
public enum Runner {
    /** Processes of this machine. */
    PROCESS,

    /** Containers. */
    DOCKER
}

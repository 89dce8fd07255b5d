package cloudjar.kernel.tenancy;

import org.jspecify.annotations.Nullable;

/** Who makes a call. */
public sealed interface Principal {
    /** The account's id; empty for an anonymous caller or a service. */
    String account();

    /** The ARN, or the name of a service principal, or {@code anonymous}. */
    String id();

    /** Nobody in particular: an unsigned call. */
    record Anonymous() implements Principal {
        @Override
        public String account() {
            return "";
        }

        @Override
        public String id() {
            return "anonymous";
        }
    }

    /** The account itself. */
    record Root(String account, Partition partition) implements Principal {
        @Override
        public String id() {
            return "arn:" + partition.id() + ":iam::" + account + ":root";
        }
    }

    /** An IAM user. */
    record User(String account, Arn arn, String userId) implements Principal {
        @Override
        public String id() {
            return arn.toString();
        }
    }

    /** A session of an assumed role; {@code arn} is that of the session. */
    record AssumedRole(String account, Arn arn, String roleId, String sessionName) implements Principal {
        @Override
        public String id() {
            return arn.toString();
        }
    }

    /** A federated user's session. */
    record Federated(String account, Arn arn, String name) implements Principal {
        @Override
        public String id() {
            return arn.toString();
        }
    }

    /**
     * An AWS service that acts by itself, such as {@code s3.amazonaws.com}.
     *
     * @param source the resource for which it acts; null where it is for none
     */
    record Service(String name, @Nullable Source source) implements Principal {
        /** A service that acts for no resource in particular. */
        public Service(String name) {
            this(name, null);
        }

        /** A service that acts for a resource, such as a bucket whose events it tells of. */
        public static Service actingFor(String name, Arn resource, String account) {
            return new Service(name, new Source(resource, account));
        }

        @Override
        public String account() {
            return "";
        }

        @Override
        public String id() {
            return name;
        }
    }

    /**
     * For which resource a service acts: what policies know as {@code aws:SourceArn} and {@code aws:SourceAccount}.
     *
     * @param account the resource's: not every ARN names it
     */
    record Source(Arn arn, String account) {}
}

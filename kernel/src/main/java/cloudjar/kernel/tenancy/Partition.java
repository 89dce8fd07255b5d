package cloudjar.kernel.tenancy;

/** A separate set of AWS regions with accounts and names of its own. */
public enum Partition {
    AWS("aws", "amazonaws.com", "us-east-1"),
    AWS_CN("aws-cn", "amazonaws.com.cn", "cn-north-1"),
    AWS_US_GOV("aws-us-gov", "amazonaws.com", "us-gov-west-1");

    private final String id;
    private final String dnsSuffix;
    private final String homeRegion;

    Partition(String id, String dnsSuffix, String homeRegion) {
        this.id = id;
        this.dnsSuffix = dnsSuffix;
        this.homeRegion = homeRegion;
    }

    /** The name in ARNs, such as {@code aws-cn}. */
    public String id() {
        return id;
    }

    /** What host names of its services end with. */
    public String dnsSuffix() {
        return dnsSuffix;
    }

    /** The region that stands for global services. */
    public String homeRegion() {
        return homeRegion;
    }

    /** The partition of this name; {@link #AWS} where there is none of this name. */
    public static Partition ofId(String id) {
        for (Partition partition : values()) {
            if (partition.id.equals(id)) {
                return partition;
            }
        }
        return AWS;
    }

    /** The partition of a region; a region of no known form belongs to {@link #AWS}. */
    public static Partition of(String region) {
        if (region.startsWith("cn-")) {
            return AWS_CN;
        }
        return region.startsWith("us-gov-") ? AWS_US_GOV : AWS;
    }
}

package cloudjar.services.ssm;

import cloudjar.kernel.tenancy.Principal;
import cloudjar.services.ssm.AutomationRun.Signal;
import cloudjar.services.ssm.runbook.RunbookException;
import cloudjar.services.ssm.runbook.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who may approve a change request at one of its levels, and how many have to: of all, and of each line of approvers.
 *
 * @param topic who is told; null for nobody
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/cm-approvals-templates.html">About approvals in your
 *     change templates</a>
 */
record ApprovalLevel(List<Line> lines, int wanted, @Nullable String topic) {
    private static final String ENHANCED = "EnhancedApprovals";
    private static final String USER = "IamUser";
    private static final String GROUP = "IamGroup";
    private static final String ROLE = "IamRole";
    private static final String CENTER_USER = "SSOUser";
    private static final Set<String> TYPES = Set.of(USER, GROUP, ROLE, CENTER_USER, "SSOGroup");

    /** The roles that users of Identity Center take on; their sessions are named after the users. */
    private static final String CENTER_ROLE = "AWSReservedSSO_";

    ApprovalLevel {
        lines = List.copyOf(lines);
    }

    /**
     * A user, or the members of a group, or those who take on a role.
     *
     * @param approver a name or an ARN
     * @param wanted how many of them have to approve
     */
    record Line(String approver, String type, int wanted) {
        String name() {
            return approver.substring(approver.lastIndexOf('/') + 1);
        }

        /** The ARN by which change requests are found. */
        String arn(String account) {
            String kind =
                    switch (type) {
                        case GROUP -> "group/";
                        case ROLE -> "role/";
                        default -> "user/";
                    };
            return approver.startsWith("arn:") ? approver : "arn:aws:iam::" + account + ":" + kind + approver;
        }

        private boolean has(Principal caller, Set<String> groups) {
            return switch (caller) {
                case Principal.User user ->
                    type.equals(USER) && name().equals(last(user.arn().resource()))
                            || type.equals(GROUP) && groups.contains(name());
                case Principal.AssumedRole role -> {
                    String[] parts = role.arn().resource().split("/", -1);
                    yield parts.length > 1
                            && (type.equals(ROLE) && name().equals(parts[1])
                                    || type.equals(CENTER_USER)
                                            && parts[1].startsWith(CENTER_ROLE)
                                            && name().equals(parts[parts.length - 1]));
                }
                case Principal.Root _, Principal.Anonymous _, Principal.Federated _, Principal.Service _ -> false;
            };
        }

        private static String last(String path) {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** Whether a step's inputs are those of a level. */
    static boolean isOne(Map<String, Object> inputs) {
        return inputs.containsKey(ENHANCED);
    }

    /**
     * The level that a step's inputs describe.
     *
     * @throws RunbookException where they do not
     */
    static ApprovalLevel of(Map<String, Object> inputs) {
        if (!(inputs.get(ENHANCED) instanceof Map<?, ?> enhanced)
                || !(enhanced.get("Approvers") instanceof List<?> all)) {
            throw new RunbookException("EnhancedApprovals has no Approvers.");
        }
        List<Line> lines = new ArrayList<>();
        for (Object line : all) {
            lines.add(line(line));
        }
        if (lines.isEmpty() || lines.size() > SsmLimits.APPROVERS_MAX.current()) {
            throw new RunbookException(
                    "A level has between 1 and " + SsmLimits.APPROVERS_MAX.current() + " approvers.");
        }
        int wanted = number(inputs.get("MinRequiredApprovals"), 0);
        boolean named = wanted > 0 || lines.stream().anyMatch(line -> line.wanted() > 0);
        Object topic = enhanced.get("NotificationArn");
        return new ApprovalLevel(lines, named ? wanted : 1, topic == null ? null : Values.text(topic));
    }

    private static Line line(Object value) {
        if (!(value instanceof Map<?, ?> map) || map.get("approver") == null || map.get("type") == null) {
            throw new RunbookException("An approver has no approver or no type.");
        }
        String type = Values.text(map.get("type"));
        // What a parameter says is known when somebody asks for a change.
        if (!TYPES.contains(type) && !type.contains("{{")) {
            throw new RunbookException("The type of an approver is none of " + TYPES + ": " + type);
        }
        return new Line(Values.text(map.get("approver")), type, number(map.get("minRequiredApprovals"), 0));
    }

    private static int number(@Nullable Object value, int fallback) {
        if (value == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(Values.text(value));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new RunbookException("The number of approvals is not valid: " + Values.text(value));
    }

    /** Whether somebody's groups matter. */
    boolean asksForGroups() {
        return lines.stream().anyMatch(line -> line.type().equals(GROUP));
    }

    /** The lines for which a caller speaks. */
    List<Integer> linesOf(Principal caller, Set<String> groups) {
        return IntStream.range(0, lines.size())
                .filter(index -> lines.get(index).has(caller, groups))
                .boxed()
                .toList();
    }

    /** Whether so many have approved as have to. */
    boolean isMet(List<Signal> approvals) {
        return approvals.size() >= wanted
                && IntStream.range(0, lines.size())
                        .allMatch(index -> approvals.stream()
                                        .filter(approval -> approval.lines().contains(index))
                                        .count()
                                >= lines.get(index).wanted());
    }
}

package cloudjar.services.dax;

import cloudjar.kernel.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the nodes of a cluster by letters, and gives each a zone. */
record NodeNames(String cluster, Call call) {
    private static final String ZONES = "abc";

    /**
     * New nodes beside those that are there.
     *
     * @param zones of the new ones; empty where it does not matter
     */
    List<DaxNode> more(List<DaxNode> there, int count, List<String> zones) {
        if (!zones.isEmpty() && zones.size() != count) {
            throw DaxErrors.invalid("The number of Availability Zones must equal the number of nodes: " + zones.size()
                    + " zones, " + count + " nodes");
        }
        Set<String> taken = there.stream().map(DaxNode::id).collect(Collectors.toSet());
        List<DaxNode> nodes = new ArrayList<>();
        for (char letter = 'a'; nodes.size() < count; letter++) {
            String id = cluster + "-" + letter;
            if (!taken.contains(id)) {
                int place = there.size() + nodes.size();
                String zone = zones.isEmpty()
                        ? call.region() + ZONES.charAt(place % ZONES.length())
                        : zones.get(nodes.size());
                nodes.add(new DaxNode(id, zone, DaxNode.State.CREATING, call.time()));
            }
        }
        return nodes;
    }
}

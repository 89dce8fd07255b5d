package cloudjar.modelgen.java;

import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The Java names of a structure's members: unique, and free of what every structure has already. */
final class MemberNames {
    private MemberNames() {}

    /** One name for each member of {@code shape}, in order. */
    static List<String> of(ShapeModel shape) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (MemberModel member : shape.members) {
            String name = JavaNames.member(member.name);
            while (!taken.add(name)) {
                name += "_";
            }
            names.add(name);
        }
        return names;
    }

    /** The query whether the collection called {@code name} is present: {@code hasTags}; unique among {@code names}. */
    static String presence(String name, List<String> names) {
        String query = "has" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return names.contains(query) ? query + "_" : query;
    }
}

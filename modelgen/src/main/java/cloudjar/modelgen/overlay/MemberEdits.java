package cloudjar.modelgen.overlay;

import cloudjar.kernel.shape.Member;
import cloudjar.modelgen.model.MemberModel;
import cloudjar.modelgen.model.ServiceModel;
import cloudjar.modelgen.model.ShapeModel;
import java.util.ArrayList;
import java.util.List;

/** Facts about members. */
final class MemberEdits {
    private MemberEdits() {}

    /** {@code add-member Shape Name:Type…}. */
    static void add(OverlayLine line, ServiceModel model) {
        line.allow();
        ShapeModel shape = ShapeEdits.shape(line, line.word(1), model);
        for (String text : line.wordsFrom(2)) {
            MemberModel member = MemberNotation.parse(line, text, model);
            if (shape.member(member.name) != null) {
                throw line.problem(shape.name + " has " + member.name + " already");
            }
            shape.members.add(member);
        }
    }

    /**
     * {@code member Shape.Name name= query= xml= json= ec2= wire= target= timestampFormat= required= flattened=};
     * {@code name} sets the query and the XML name. Lists have the member {@code member}, maps {@code key} and
     * {@code value}.
     */
    static void change(OverlayLine line, ServiceModel model) {
        line.words(2)
                .allow(
                        "name",
                        "query",
                        "xml",
                        "json",
                        "ec2",
                        "wire",
                        "target",
                        "timestampFormat",
                        "required",
                        "flattened");
        MemberModel member = member(line, line.word(1), model);
        member.queryName = line.has("name") ? line.option("name") : member.queryName;
        member.xmlName = line.has("name") ? line.option("name") : member.xmlName;
        member.queryName = line.has("query") ? line.option("query") : member.queryName;
        member.xmlName = line.has("xml") ? line.option("xml") : member.xmlName;
        member.jsonName = line.has("json") ? line.option("json") : member.jsonName;
        member.ec2Name = line.has("ec2") ? line.option("ec2") : member.ec2Name;
        member.wireName = line.has("wire") ? line.option("wire") : member.wireName;
        if (line.has("target")) {
            member.target = line.option("target", "");
            MemberNotation.requireShape(line, member.target, model);
        }
        if (line.has("timestampFormat")) {
            member.timestampFormat = ShapeEdits.timestampFormat(line);
        }
        if (line.has("required")) {
            member.flags = OverlayFlags.with(member.flags, Member.REQUIRED, line.flag("required"));
        }
        if (line.has("flattened")) {
            member.flags = OverlayFlags.with(member.flags, Member.FLATTENED, line.flag("flattened"));
        }
    }

    /** {@code order Shape Name…}: these members first, in this order; the others follow as they are. */
    static void order(OverlayLine line, ServiceModel model) {
        line.allow();
        ShapeModel shape = ShapeEdits.shape(line, line.word(1), model);
        List<MemberModel> ordered = new ArrayList<>();
        for (String name : line.wordsFrom(2)) {
            ordered.add(member(line, shape.name + "." + name, model));
        }
        for (MemberModel member : shape.members) {
            if (!ordered.contains(member)) {
                ordered.add(member);
            }
        }
        shape.members.clear();
        shape.members.addAll(ordered);
    }

    private static MemberModel member(OverlayLine line, String path, ServiceModel model) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            throw line.problem("not Shape.Member: " + path);
        }
        MemberModel member =
                ShapeEdits.shape(line, path.substring(0, dot), model).member(path.substring(dot + 1));
        if (member == null) {
            throw line.problem("no member " + path);
        }
        return member;
    }
}

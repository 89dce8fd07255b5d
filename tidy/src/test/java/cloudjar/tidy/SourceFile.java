package cloudjar.tidy;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the rules need to know of one Java file, read by the compiler's own parser.
 *
 * @param path relative to the root of the checkout
 * @param lines physical lines of the file
 */
record SourceFile(String path, int lines, List<Method> methods, List<Catch> catches) {
    /**
     * A method or constructor with a body.
     *
     * @param name {@code Type.method}, a constructor being called {@code new}; overloads share a name
     * @param lines from the opening to the closing brace
     * @param collaborators parameters of a constructor; zero for methods and for records, whose components are data
     */
    record Method(String name, int lines, int collaborators) {}

    /**
     * One catch clause.
     *
     * @param method {@code Type.method} that holds it, or {@code Type} for an initializer
     * @param caught the types as written
     */
    record Catch(String method, long line, List<String> caught) {}

    static List<SourceFile> parse(Repository repository, List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> parsed = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                String path = repository.name(Path.of(unit.getSourceFile().toUri()));
                Scanner scanner = new Scanner(unit, positions);
                scanner.scan(unit, "");
                int lines = Math.toIntExact(unit.getSourceFile()
                        .getCharContent(true)
                        .toString()
                        .lines()
                        .count());
                parsed.add(new SourceFile(path, lines, scanner.methods, scanner.catches));
            }
            return parsed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Walks a file; the argument of each visit is the name of the innermost type or method around it. */
    private static final class Scanner extends TreeScanner<Void, String> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lineMap;
        private final List<Method> methods = new ArrayList<>();
        private final List<Catch> catches = new ArrayList<>();
        private boolean inRecord;

        Scanner(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.lineMap = unit.getLineMap();
        }

        @Override
        public Void visitClass(ClassTree type, String around) {
            // Anonymous classes belong to the method that holds them.
            String name = type.getSimpleName().isEmpty()
                    ? around
                    : around.isEmpty() ? type.getSimpleName().toString() : around + "." + type.getSimpleName();
            boolean outerIsRecord = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, name);
            inRecord = outerIsRecord;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, String around) {
            boolean constructor = method.getReturnType() == null;
            int parameters = method.getParameters().size();
            String name = around + "." + (constructor ? "new" : method.getName());
            if (method.getBody() != null) {
                methods.add(new Method(name, linesOf(method.getBody()), constructor && !inRecord ? parameters : 0));
            }
            return super.visitMethod(method, name);
        }

        @Override
        public Void visitCatch(CatchTree clause, String around) {
            Tree type = clause.getParameter().getType();
            List<String> caught = type instanceof UnionTypeTree union
                    ? union.getTypeAlternatives().stream().map(Tree::toString).toList()
                    : List.of(type.toString());
            catches.add(new Catch(around, lineMap.getLineNumber(positions.getStartPosition(unit, clause)), caught));
            return super.visitCatch(clause, around);
        }

        private int linesOf(Tree tree) {
            long first = lineMap.getLineNumber(positions.getStartPosition(unit, tree));
            long last = lineMap.getLineNumber(positions.getEndPosition(unit, tree));
            return Math.toIntExact(last - first + 1);
        }
    }
}

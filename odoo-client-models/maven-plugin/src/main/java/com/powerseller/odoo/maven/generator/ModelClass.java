package com.powerseller.odoo.maven.generator;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.PropertiesField;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.RecordView;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Reference;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.Selection;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.model.X2ManyField;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.MergedSchema;
import com.powerseller.odoo.schema.MergedSchema.MergedField;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** The source of one model's class: a view of its records, its fields, its selections and a builder of values. */
final class ModelClass {
    private static final AnnotationSpec NULLABLE =
            AnnotationSpec.builder(Nullable.class).build();
    private static final AnnotationSpec OVERRIDE =
            AnnotationSpec.builder(Override.class).build();

    /** Odoo sets these itself, and ignores or refuses what clients say. */
    private static final Set<String> NEVER_WRITTEN =
            Set.of("id", "create_uid", "create_date", "write_uid", "write_date", "__last_update");

    private final MergedSchema schema;
    private final Map<String, ClassName> classes;
    private final ClassName self;
    private final ClassName values;
    private final List<ModelField> fields = new ArrayList<>();

    /**
     * The class of a model.
     *
     * @param self its name
     * @param classes the names of all classes by model
     * @param fieldNames other names for fields by {@code model.field}
     */
    ModelClass(MergedSchema schema, ClassName self, Map<String, ClassName> classes, Map<String, String> fieldNames) {
        this.schema = schema;
        this.self = self;
        this.classes = classes;
        this.values = self.nestedClass("Values");
        Map<String, String> named = new TreeMap<>();
        schema.fields()
                .keySet()
                .forEach(name -> named.put(name, fieldNames.getOrDefault(schema.model() + "." + name, name)));
        Map<String, String> constants = JavaNames.constantsOf(named.values());
        Map<String, String> methods = JavaNames.methodsOf(named.values());
        Map<String, String> takenConstants = new HashMap<>();
        Map<String, String> takenMethods = new HashMap<>();
        schema.fields().forEach((name, field) -> {
            String odooName = named.getOrDefault(name, name);
            String constant = constants.getOrDefault(odooName, odooName);
            String method = methods.getOrDefault(odooName, odooName);
            refuseCollision(takenConstants, constant, name);
            refuseCollision(takenMethods, method, name);
            fields.add(new ModelField(name, field, constant, method));
        });
    }

    /** What is left once names have been spelled out: fields that the configuration calls the same, and names made to collide. */
    private void refuseCollision(Map<String, String> taken, String javaName, String field) {
        String other = taken.put(javaName, field);
        if (other != null) {
            throw new GenerationException("the fields '" + other + "' and '" + field + "' of " + schema.model()
                    + " would both be called " + javaName
                    + " in Java: name one of them in the plugin's configuration, as <fieldNames><" + schema.model()
                    + "." + field
                    + ">another_name</" + schema.model() + "." + field + "></fieldNames>");
        }
    }

    /** One field with its Java names. */
    private record ModelField(String name, MergedField schema, String constant, String method) {
        FieldType type() {
            return schema.newest().type();
        }

        boolean hasOptions() {
            return type() == FieldType.SELECTION && !schema.selection().isEmpty();
        }

        /** Whether there is a method to set it: Odoo lets clients write what is stored, also where its own forms do not. */
        boolean isWritable() {
            return !NEVER_WRITTEN.contains(name)
                    && schema.bySeries().values().stream().anyMatch(field -> field.stored() || !field.readonly());
        }
    }

    String source() {
        String files = schema.series().stream()
                .map(series -> series + "/" + schema.model() + ".json")
                .collect(Collectors.joining(", "));
        return JavaFile.builder(self.packageName(), type())
                .addFileComment("Generated by odoo-client-maven-plugin from the schemas $L.\n", files)
                .addFileComment("Do not edit: change the schemas, then run mvn generate-sources.")
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
    }

    private TypeSpec type() {
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addJavadoc(
                        "A record of {@code $L}, as fetched; fields of $L.\n\n",
                        schema.model(),
                        Words.list(schema.series()))
                .addJavadoc(
                        "<p>Immutable, thread-safe. Its methods cost no request; those of fields that were not fetched throw {@link $T}.\n",
                        FieldNotFetchedException.class)
                .addAnnotation(AnnotationSpec.builder(Generated.class)
                        .addMember("value", "$S", "com.powerseller.odoo.maven.generator.ModelGenerator")
                        .build())
                .addAnnotation(NullMarked.class)
                .addModifiers(PUBLIC, FINAL)
                .superclass(RecordView.class)
                .addField(FieldSpec.builder(
                                ParameterizedTypeName.get(ClassName.get(ModelType.class), self),
                                "TYPE",
                                PUBLIC,
                                STATIC,
                                FINAL)
                        .addJavadoc("The model {@code $L}.\n", schema.model())
                        .initializer("$T.of($S, $T::new, $L)", ModelType.class, schema.model(), self, allFields())
                        .build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("A view of a record of this model.\n")
                        .addModifiers(PUBLIC)
                        .addParameter(Record.class, "record")
                        .addStatement("super(record)")
                        .build())
                .addMethod(MethodSpec.methodBuilder("values")
                        .addJavadoc("Values to create or update a record with; none yet.\n")
                        .addModifiers(PUBLIC, STATIC)
                        .returns(values)
                        .addStatement("return new $T()", values)
                        .build());
        TypeSpec.Builder builder = valuesBuilder();
        List<TypeSpec> selections = new ArrayList<>();
        // A constant hides a class of its name.
        Set<String> constants = fields.stream().map(ModelField::constant).collect(Collectors.toSet());
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        taken.add(self.simpleName());
        Map<String, String> selectionNames = JavaNames.selectionsOf(fields.stream()
                .filter(ModelField::hasOptions)
                .map(ModelField::name)
                .toList());
        for (ModelField field : fields) {
            ClassName selection = null;
            String selectionName = selectionNames.get(field.name());
            if (selectionName != null) {
                selection = self.nestedClass(free(selectionName, constants, taken));
                selections.add(selection(field, selection));
            }
            JavaType java = javaType(field, selection);
            type.addField(FieldSpec.builder(java.field(), field.constant(), PUBLIC, STATIC, FINAL)
                    .addJavadoc("$L\n", Words.about(field.schema(), schema.series(), classes))
                    .initializer(java.initializer())
                    .build());
            if (!field.name().equals("id")) {
                type.addMethod(accessor(field, java));
            }
            if (field.isWritable()) {
                setters(field, java).forEach(builder::addMethod);
            }
        }
        selections.forEach(type::addType);
        return type.addType(builder.build()).build();
    }

    /** Qualified names, as the constants come after this; the type is said, as it would take the compiler long to find it out. */
    private CodeBlock allFields() {
        return CodeBlock.of(
                "() -> $T.<$T<$T, ?>>of($L)",
                List.class,
                Field.class,
                self,
                fields.stream()
                        .map(field -> CodeBlock.of("$T.$L", self, field.constant()))
                        .collect(CodeBlock.joining(", ")));
    }

    private static String free(String name, Set<String> constants, Set<String> taken) {
        String free = name;
        while (constants.contains(free) || !taken.add(free)) {
            free += "_";
        }
        return free;
    }

    /**
     * What a field is in Java.
     *
     * @param field the type of its constant
     * @param value the type of its value, without nullness
     * @param initializer of its constant
     */
    private record JavaType(TypeName field, TypeName value, CodeBlock initializer) {}

    private JavaType javaType(ModelField field, @Nullable ClassName selection) {
        return switch (field.type()) {
            case BOOLEAN -> new JavaType(generic(BooleanField.class), TypeName.BOOLEAN, make(field, "booleanField"));
            case CHAR -> text(field, "charField");
            case TEXT -> text(field, "textField");
            case HTML -> text(field, "htmlField");
            case INTEGER -> scalar(field, Long.class, "integerField");
            case FLOAT -> scalar(field, Double.class, "floatField");
            case MONETARY -> scalar(field, BigDecimal.class, "monetaryField");
            case DATE -> scalar(field, LocalDate.class, "dateField");
            case DATETIME -> scalar(field, Instant.class, "datetimeField");
            case REFERENCE -> scalar(field, Reference.class, "referenceField");
            case MANY2ONE_REFERENCE -> scalar(field, Long.class, "many2oneReferenceField");
            case BINARY ->
                new JavaType(
                        generic(ScalarField.class, ArrayTypeName.of(TypeName.BYTE)),
                        ArrayTypeName.of(TypeName.BYTE),
                        make(field, "binaryField"));
            case SELECTION ->
                selection == null
                        ? scalar(field, String.class, "selectionField")
                        : new JavaType(
                                generic(ScalarField.class, selection),
                                selection,
                                CodeBlock.of("TYPE.selectionField($S, $T::of)", field.name(), selection));
            case MANY2ONE -> {
                ClassName relation = relation(field);
                yield new JavaType(
                        generic(Many2OneField.class, relation),
                        ParameterizedTypeName.get(ClassName.get(Ref.class), relation),
                        makeRelation(field, "many2oneField"));
            }
            case ONE2MANY -> x2many(field, "one2manyField");
            case MANY2MANY -> x2many(field, "many2manyField");
            case JSON -> scalar(field, JsonValue.class, "jsonField");
            case PROPERTIES_DEFINITION -> scalar(field, JsonValue.class, "propertiesDefinitionField");
            case PROPERTIES ->
                new JavaType(
                        generic(PropertiesField.class),
                        ClassName.get(Properties.class),
                        make(field, "propertiesField"));
            case UNKNOWN ->
                new JavaType(
                        generic(ScalarField.class, ClassName.OBJECT),
                        ClassName.OBJECT,
                        CodeBlock.of(
                                "TYPE.rawField($S, $T.$L)",
                                field.name(),
                                FieldType.class,
                                field.type().name()));
        };
    }

    private JavaType text(ModelField field, String factory) {
        return new JavaType(generic(TextField.class), ClassName.get(String.class), make(field, factory));
    }

    private JavaType scalar(ModelField field, Class<?> value, String factory) {
        return new JavaType(
                generic(ScalarField.class, ClassName.get(value)), ClassName.get(value), make(field, factory));
    }

    private JavaType x2many(ModelField field, String factory) {
        return new JavaType(
                generic(X2ManyField.class, relation(field)),
                ParameterizedTypeName.get(List.class, Long.class),
                makeRelation(field, factory));
    }

    private static CodeBlock make(ModelField field, String factory) {
        return CodeBlock.of("TYPE.$L($S)", factory, field.name());
    }

    private static CodeBlock makeRelation(ModelField field, String factory) {
        return CodeBlock.of(
                "TYPE.$L($S, $S)",
                factory,
                field.name(),
                field.schema().newest().relation());
    }

    private ParameterizedTypeName generic(Class<?> type, TypeName... more) {
        List<TypeName> arguments = new ArrayList<>(List.of(self));
        arguments.addAll(List.of(more));
        return ParameterizedTypeName.get(ClassName.get(type), arguments.toArray(TypeName[]::new));
    }

    /** The class of the model that a field refers to; records are plain where that is not generated, or not the same model in all series. */
    private ClassName relation(ModelField field) {
        String newest = field.schema().newest().relation();
        boolean same =
                field.schema().bySeries().values().stream().allMatch(other -> Objects.equals(other.relation(), newest));
        ClassName relation = same && newest != null ? classes.get(newest) : null;
        return relation == null ? ClassName.get(Record.class) : relation;
    }

    private static MethodSpec accessor(ModelField field, JavaType java) {
        boolean neverNull =
                field.type() == FieldType.BOOLEAN || field.type() == FieldType.PROPERTIES || isX2Many(field);
        return MethodSpec.methodBuilder(field.method())
                .addJavadoc("$L.\n", Words.label(field.schema().newest()))
                .addModifiers(PUBLIC)
                .returns(neverNull ? java.value() : java.value().annotated(NULLABLE))
                .addStatement("return get($L)", field.constant())
                .build();
    }

    private List<MethodSpec> setters(ModelField field, JavaType java) {
        if (isX2Many(field)) {
            return List.of(commands(field));
        }
        if (field.type() == FieldType.BOOLEAN) {
            return List.of(setter(field, "Sets {@link $T#$L}.\n", parameter(TypeName.BOOLEAN)));
        }
        MethodSpec setter = setter(
                field,
                "Sets {@link $T#$L}; null clears it.\n",
                parameter(java.value().annotated(NULLABLE)));
        // Besides the nullable one: what a literal such as 5 can be given to.
        TypeName primitive = switch (field.type()) {
            case INTEGER, MANY2ONE_REFERENCE, MANY2ONE -> TypeName.LONG;
            case FLOAT -> TypeName.DOUBLE;
            default -> null;
        };
        return primitive == null
                ? List.of(setter)
                : List.of(setter(field, "Sets {@link $T#$L}.\n", parameter(primitive)), setter);
    }

    private MethodSpec commands(ModelField field) {
        TypeName command = ParameterizedTypeName.get(ClassName.get(Command.class), relation(field));
        return MethodSpec.methodBuilder(field.method())
                .addJavadoc("Changes {@link $T#$L} in this order.\n", self, field.constant())
                .addAnnotation(SafeVarargs.class)
                .addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                        .addMember("value", "$S", "varargs")
                        .build())
                .addModifiers(PUBLIC, FINAL)
                .addParameter(ArrayTypeName.of(command), "commands")
                .varargs()
                .returns(values)
                .addStatement("return set($L, $T.of(commands))", field.constant(), List.class)
                .build();
    }

    private MethodSpec setter(ModelField field, String javadoc, ParameterSpec parameter) {
        return MethodSpec.methodBuilder(field.method())
                .addJavadoc(javadoc, self, field.constant())
                .addModifiers(PUBLIC)
                .addParameter(parameter)
                .returns(values)
                .addStatement("return set($L, $N)", field.constant(), parameter)
                .build();
    }

    private static ParameterSpec parameter(TypeName type) {
        return ParameterSpec.builder(type, "value").build();
    }

    private static boolean isX2Many(ModelField field) {
        return field.type() == FieldType.ONE2MANY || field.type() == FieldType.MANY2MANY;
    }

    private TypeSpec selection(ModelField field, ClassName name) {
        TypeSpec.Builder type = TypeSpec.classBuilder(name)
                .addJavadoc(
                        "The values of {@link $T#$L}: those of the schemas, and any other that a server has.\n",
                        self,
                        field.constant())
                .addModifiers(PUBLIC, STATIC, FINAL)
                .superclass(Selection.class)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(PRIVATE)
                        .addParameter(String.class, "value")
                        .addStatement("super(value)")
                        .build())
                .addMethod(MethodSpec.methodBuilder("of")
                        .addJavadoc("The value that Odoo stores so.\n")
                        .addModifiers(PUBLIC, STATIC)
                        .addParameter(String.class, "value")
                        .returns(name)
                        .addStatement("return new $T(value)", name)
                        .build());
        JavaNames.optionsOf(field.schema().selection())
                .forEach((constant, option) -> type.addField(FieldSpec.builder(name, constant, PUBLIC, STATIC, FINAL)
                        .addJavadoc("$L\n", Words.about(field.schema(), option))
                        .initializer("new $T($S)", name, option.value())
                        .build()));
        return type.build();
    }

    /** The builder, with the inherited methods returning the builder itself, so that calls can be chained in any order. */
    private TypeSpec.Builder valuesBuilder() {
        TypeVariableName t = TypeVariableName.get("T");
        TypeVariableName r = TypeVariableName.get("R");
        TypeName any = WildcardTypeName.subtypeOf(Object.class);
        return TypeSpec.classBuilder(values)
                .addJavadoc(
                        "Values of {@code $L}, with a method for each field that is stored or not readonly; others can be given to {@code set}. Not thread-safe.\n",
                        schema.model())
                .addModifiers(PUBLIC, STATIC, FINAL)
                .superclass(ParameterizedTypeName.get(ClassName.get(Values.class), self))
                .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build())
                .addMethod(chained(
                                "set",
                                ParameterSpec.builder(generic(Field.class, t), "field")
                                        .build(),
                                ParameterSpec.builder(t.annotated(NULLABLE), "value")
                                        .build())
                        .addTypeVariable(t)
                        .build())
                .addMethod(chained(
                                "set",
                                ParameterSpec.builder(generic(Many2OneField.class, any), "field")
                                        .build(),
                                ParameterSpec.builder(TypeName.LONG, "id").build())
                        .build())
                .addMethod(chained(
                                "set",
                                ParameterSpec.builder(generic(X2ManyField.class, r), "field")
                                        .build(),
                                ParameterSpec.builder(
                                                ParameterizedTypeName.get(ClassName.get(Command.class), r), "command")
                                        .build())
                        .addTypeVariable(r)
                        .build())
                .addMethod(chained(
                                "set",
                                ParameterSpec.builder(generic(X2ManyField.class, r), "field")
                                        .build(),
                                ParameterSpec.builder(
                                                ParameterizedTypeName.get(
                                                        ClassName.get(List.class),
                                                        ParameterizedTypeName.get(ClassName.get(Command.class), r)),
                                                "commands")
                                        .build())
                        .addTypeVariable(r)
                        .build())
                .addMethod(chained(
                                "set",
                                ParameterSpec.builder(String.class, "field").build(),
                                ParameterSpec.builder(ClassName.OBJECT.annotated(NULLABLE), "value")
                                        .build())
                        .build())
                .addMethod(chained(
                                "clear",
                                ParameterSpec.builder(generic(Field.class, any), "field")
                                        .build())
                        .build());
    }

    private MethodSpec.Builder chained(String method, ParameterSpec... parameters) {
        return MethodSpec.methodBuilder(method)
                .addAnnotation(OVERRIDE)
                .addModifiers(PUBLIC)
                .addParameters(List.of(parameters))
                .returns(values)
                .addStatement(
                        "super.$L($L)",
                        method,
                        List.of(parameters).stream().map(ParameterSpec::name).collect(Collectors.joining(", ")))
                .addStatement("return this");
    }
}

using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms.Editing;

/// <summary>A copy of the trees on which one edit works, and the way from ids to elements. Whoever cannot go on throws a <see cref="DefinitionException"/>.</summary>
internal sealed class EditWork(DefinitionTree tree)
{
    private TreeIndex? _index;
    private ReadNames? _names;

    public DefinitionTree Tree { get; } = tree;

    /// <summary>As the trees were when it was first asked for, or since <see cref="Forget"/>.</summary>
    public TreeIndex Index => _index ??= new TreeIndex(Tree);

    public ReadNames Names => _names ??= new ReadNames(Index);

    public void Forget() => (_index, _names) = (null, null);

    public TreePage Page(string target) => Index.Page(Id(target, "page/")) ?? throw Unknown(target);

    public TreeField Field(string target) => Index.Field(Id(target, "field/")) ?? throw Unknown(target);

    public TreeTable Table(string target) => Index.Table(Id(target, "table/")) ?? throw Unknown(target);

    /// <summary>The element behind a target, with what the schema says about it.</summary>
    public (JsonObject Json, SchemaRule Rule) Element(string target) => target switch
    {
        "procedure" => (Tree.Procedure, SchemaRule.Procedure),
        "mapping" => (Tree.Mapping ??= new JsonObject { ["$schema"] = "../mapping.schema.json", ["targets"] = new JsonArray() }, SchemaRule.Mapping),
        _ when target.StartsWith("page/", StringComparison.Ordinal) => (Page(target).Json, SchemaRule.Page),
        _ when target.StartsWith("table/", StringComparison.Ordinal) => (Table(target).Json, SchemaRule.Table),
        _ => (Field(target).Json, SchemaRule.Field),
    };

    /// <summary>The list into which a field is put.</summary>
    public (JsonArray List, TreeField? Group, TreePage Page) Into(string target)
    {
        if (target.StartsWith("page/", StringComparison.Ordinal))
            return (Page(target).Json.List("fields"), null, Page(target));
        var group = Field(target);
        return group.Type == FieldType.Group
            ? (group.Json.List("fields"), group, group.Page)
            : throw new DefinitionException(target,
                $"「{group.Json.Ja()}」は繰り返しではないため、中に項目を入れられません。ページか繰り返しを選んでください。",
                $"“{group.Json.En()}” is no group and holds no fields. Choose a page or a group.");
    }

    public static DefinitionException Unknown(string target) => new(
        [new DefinitionProblem(target,
            $"「{(target.Length > 80 ? target[..80] + "…" : target)}」が見つかりません。ほかの方が消したか、識別名を変えた可能性があります。画面を読み直してください。",
            $"There is no '{(target.Length > 80 ? target[..80] + "…" : target)}'. Somebody may have removed it or changed its id. Load the page again.") { Code = "unknown-target" }]);

    private static string Id(string target, string kind) => target.StartsWith(kind, StringComparison.Ordinal) ? target[kind.Length..] : kind == "page/" ? target : "";
}

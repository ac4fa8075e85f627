using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Definitions;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Editing;

/// <summary>
/// The files of one procedure as trees that can be edited. Keys that nobody here knows stay, in their order: other versions and other
/// tools may own them. An edit puts new trees in the place of the old ones, so take them from here again after it. Not for concurrent use.
/// </summary>
public sealed class DefinitionTree
{
    /// <summary>A larger file cannot be read.</summary>
    public const int MaxFileBytes = DefinitionJson.MaxBytes;

    /// <summary>Of procedure.json.</summary>
    private static readonly string[] InternalKeys = ["routing", "decisionRoute", "review", "identityReason", "notices", "documents", "coreAnswers"];

    private DefinitionTree(JsonObject procedure, JsonObject form, JsonObject? mapping) => (Procedure, Form, Mapping) = (procedure, form, mapping);

    /// <summary><c>procedure.json</c></summary>
    public JsonObject Procedure { get; internal set; }

    /// <summary><c>form.json</c></summary>
    public JsonObject Form { get; internal set; }

    /// <summary><c>mapping.json</c>; null when nothing is handed over.</summary>
    public JsonObject? Mapping { get; internal set; }

    /// <summary>Files of <c>samples/</c> by name.</summary>
    public SortedDictionary<string, JsonNode> Samples { get; private set; } = new(StringComparer.Ordinal);

    /// <summary>Other files of the folder by name: the schemas of the targets.</summary>
    public SortedDictionary<string, JsonNode> Neighbours { get; private set; } = new(StringComparer.Ordinal);

    /// <exception cref="DefinitionException">A file is no JSON object; <see cref="DefinitionProblem.File"/> says which.</exception>
    public static DefinitionTree Read(DefinitionFiles files)
    {
        var tree = new DefinitionTree(
            Object(files.Procedure, LintContext.ProcedureFile), Object(files.Form, LintContext.FormFile),
            files.Mapping is { } mapping ? Object(mapping, LintContext.MappingFile) : null);
        foreach (var (name, bytes) in files.Samples)
            tree.Samples[name] = Object(bytes, "samples/" + name);
        foreach (var (name, bytes) in files.Neighbours)
            tree.Neighbours[name] = Object(bytes, name);
        return tree;
    }

    /// <summary>UTF-8, indented by two, Japanese as it is; the same trees give the same bytes.</summary>
    public DefinitionFiles ToFiles() => new(JsonText.Bytes(Procedure), JsonText.Bytes(Form))
    {
        Mapping = Mapping is null ? (ReadOnlyMemory<byte>?)null : JsonText.Bytes(Mapping),
        Samples = Samples.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)JsonText.Bytes(file.Value)),
        Neighbours = Neighbours.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)JsonText.Bytes(file.Value)),
    };

    /// <summary>
    /// A procedure with one page and nothing on it. Texts that only the author can know are empty, which the lint refuses; those that are
    /// nearly always the same are there.
    /// </summary>
    /// <param name="code">Code of the procedure: lower-case letters, digits and hyphens.</param>
    /// <param name="office">Code of the office in charge.</param>
    public static DefinitionTree Empty(string code, string titleJa, string office, string officeTitleJa) => new(
        new JsonObject
        {
            ["$schema"] = "../procedure.schema.json",
            ["code"] = code,
            ["title"] = titleJa,
            ["summary"] = "",
            ["category"] = "other",
            ["categoryTitle"] = new JsonObject { ["ja"] = "その他", ["ja-easy"] = "そのほか", ["en"] = "Other" },
            ["keywords"] = new JsonArray(),
            ["lifeEvents"] = new JsonArray(),
            ["office"] = office,
            ["officeTitle"] = officeTitleJa,
            ["legalBasis"] = "",
            ["whoCanApply"] = "",
            ["whatYouNeed"] = new JsonArray(),
            ["processingTime"] = "",
            ["feeText"] = new JsonObject { ["ja"] = "無料", ["ja-easy"] = "お金は かかりません", ["en"] = "Free of charge" },
            ["identityLevel"] = nameof(IdentityLevel.Mail),
            // The lint refuses it while it is too short to be a reason.
            ["identityReason"] = "",
            ["draftRetentionDays"] = 30,
            ["completionText"] = new JsonObject
            {
                ["ja"] = "受け付けました。結果はメールでお知らせします。",
                ["ja-easy"] = "うけつけました。あとで メールを 送ります。",
                ["en"] = "We have received it and will tell you the result by mail.",
            },
            ["mailRequired"] = true,
        },
        new JsonObject
        {
            ["$schema"] = "../form.schema.json",
            ["pages"] = new JsonArray(new JsonObject { ["id"] = "page_1", ["title"] = new JsonObject { ["ja"] = "入力", ["ja-easy"] = "書く", ["en"] = "Your details" }, ["fields"] = new JsonArray() }),
        },
        null);

    internal DefinitionTree Clone()
    {
        var copy = new DefinitionTree((JsonObject)Procedure.DeepClone(), (JsonObject)Form.DeepClone(), (JsonObject?)Mapping?.DeepClone());
        foreach (var (name, node) in Samples)
            copy.Samples[name] = node.DeepClone();
        foreach (var (name, node) in Neighbours)
            copy.Neighbours[name] = node.DeepClone();
        return copy;
    }

    /// <summary>A copy without what only the office knows.</summary>
    internal DefinitionTree ForThePublic()
    {
        var copy = new DefinitionTree((JsonObject)Procedure.DeepClone(), (JsonObject)Form.DeepClone(), null);
        foreach (var key in InternalKeys)
            copy.Procedure.Remove(key);
        DropNotes(copy.Procedure);
        DropNotes(copy.Form);
        return copy;

        static void DropNotes(JsonNode? node)
        {
            if (node is JsonArray items)
                foreach (var item in items)
                    DropNotes(item);
            if (node is not JsonObject members)
                return;
            foreach (var (key, value) in members.ToList())
                if (key.StartsWith("x-", StringComparison.Ordinal))
                    members.Remove(key);
                else
                    DropNotes(value);
        }
    }

    internal void Take(DefinitionTree other) =>
        (Procedure, Form, Mapping, Samples, Neighbours) = (other.Procedure, other.Form, other.Mapping, other.Samples, other.Neighbours);

    private static JsonObject Object(ReadOnlyMemory<byte> bytes, string file)
    {
        try
        {
            using var document = DefinitionJson.Open(bytes);
            return JsonObject.Create(document.RootElement.Clone())!;
        }
        catch (DefinitionException exception)
        {
            throw new DefinitionException([.. exception.Problems.Select(problem => problem with { File = file })]);
        }
    }
}

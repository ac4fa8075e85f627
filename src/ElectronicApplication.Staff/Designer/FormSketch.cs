using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Core.Designs;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Staff.Designer;

/// <summary>
/// The form as far as it works: expressions that do not compile are left out for drawing, so that one mistake does not blind the author.
/// What is really stored keeps them.
/// </summary>
/// <param name="Plan">Null when even that does not help.</param>
/// <param name="LeftOut">How many expressions the preview does without.</param>
public sealed partial record FormSketch(OpenedDesign Design, FormPlan? Plan, int LeftOut)
{
    /// <summary>The warning about what an import guessed.</summary>
    public const string Unchecked = "guess-unchecked";

    private const int MaxRounds = 8;

    private readonly IReadOnlyList<LintFinding> _warnings = [.. Design.Lint.Findings.Where(f => f.Severity != LintSeverity.Error)];
    private HashSet<string>? _wrong;
    private HashSet<string>? _unchecked;

    /// <summary>All that is wrong, each with its element.</summary>
    public IReadOnlyList<PlacedProblem> Problems { get; } = [.. Design.Lint.Findings.Where(f => f.Severity == LintSeverity.Error).Select(f => PlacedProblem.Of(Design.Tree, f))];

    public int WarningCount => _warnings.Count;

    /// <summary>What a careful colleague would ask about the element. Only what stands inside of it is looked at: a form that is being written has a warning for nearly every text.</summary>
    public IReadOnlyList<PlacedProblem> WarningsAt(string element) => ElementJson.Find(Design.Tree, element)?.GetPath() is not { } path ? []
        : [.. _warnings.Where(w => w.Path.StartsWith(path, StringComparison.Ordinal)).Select(w => PlacedProblem.Of(Design.Tree, w)).Where(p => p.Element == element)];

    /// <summary>Whether something at the element keeps the form from being published.</summary>
    public bool IsWrong(string element) => (_wrong ??= [.. Problems.Select(p => p.Element)]).Contains(element);

    /// <summary>Whether an import guessed the element and nobody has looked at it yet.</summary>
    public bool IsUnchecked(string element) => (_unchecked ??= [.. _warnings.Where(w => w.Code == Unchecked).Select(w => PlacedProblem.Of(Design.Tree, w).Element)]).Contains(element);

    public static FormSketch Of(OpenedDesign design)
    {
        if (design.Plan is { } whole)
            return new(design, whole, 0);
        var form = (JsonObject)design.Tree.Form.DeepClone();
        var leftOut = 0;
        IReadOnlyList<string> wrong = [.. design.Compiled.Findings.Where(f => f.File == DefinitionFiles.FormFile).Select(f => f.Path)];
        for (var round = 0; round < MaxRounds; round++)
        {
            var removed = wrong.Distinct().Count(path => Remove(form, path));
            if (removed == 0 && wrong.Count > 0)
                break;
            leftOut += removed;
            try
            {
                var plan = FormPlan.Compile(ProcedureDefinition.Parse(Bytes(WithoutRules(design.Tree.Procedure))), FormDefinition.Parse(Bytes(form)));
                return new(design, plan, leftOut);
            }
            catch (DefinitionException e)
            {
                wrong = [.. e.Problems.Where(p => p.File == DefinitionFiles.FormFile).Select(p => p.Path)];
                if (wrong.Count == 0)
                    break;
            }
        }
        return new(design, null, leftOut);
    }

    /// <summary>Fee and routing do not matter for drawing.</summary>
    internal static JsonObject WithoutRules(JsonObject procedure)
    {
        var plain = (JsonObject)procedure.DeepClone();
        foreach (var key in (string[])["fee", "routing", "payout", "review", "tables", "documents", "coreAnswers"])
            plain.Remove(key);
        return plain;
    }

    /// <summary>Takes out what cannot work: an expression, a rule, a table.</summary>
    private static bool Remove(JsonObject form, string path)
    {
        JsonNode? node = form;
        foreach (Match step in Step().Matches(path))
        {
            var (key, index) = (step.Groups[1].Value, step.Groups[2].Value);
            var parent = node;
            node = key.Length > 0 ? (node as JsonObject)?[key] : (node as JsonArray) is { } list && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < list.Count ? list[i] : null;
            if (parent is null || node is null)
                break;
            if (parent is JsonObject field && key is "visible" or "required" or "readOnly" or "value" or "options" or "earliest" or "latest" or "pattern" or "prefill")
            {
                if (key == "value" && ((JsonObject)parent)["type"]?.ToString() == "calculated")
                {
                    ((JsonObject)parent)["value"] = "null";
                    return node.ToString() != "null";
                }
                return ((JsonObject)parent).Remove(key);
            }
            if (parent is JsonArray rows && (path.Contains(".valid[", StringComparison.Ordinal) && rows.Parent is JsonObject { } owner && owner["valid"] == rows || rows == form["tables"]))
            {
                rows.RemoveAt(int.Parse(index, CultureInfo.InvariantCulture));
                return true;
            }
        }
        return false;
    }

    internal static byte[] Bytes(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());

    [GeneratedRegex(@"\.([A-Za-z_][\w-]*)|\[(\d+)\]")]
    private static partial Regex Step();
}

/// <summary>A finding with the element that it is about.</summary>
/// <param name="Element">"field/item_kind", "page/items", "table/fee", "procedure", "mapping"; empty when it cannot be told.</param>
/// <param name="Key">The property, as "visible"; empty for the element as a whole.</param>
public sealed partial record PlacedProblem(string Element, string Key, string Code, bool IsError, string Message, string Path)
{
    /// <summary>Whether it is about the property or about something in it: fee.expression is at fee, feeText is not.</summary>
    public bool IsAt(string property) => Key.StartsWith(property, StringComparison.Ordinal) && (Key.Length == property.Length || Key[property.Length] is '.' or '[');

    public static PlacedProblem Of(Forms.Editing.DefinitionTree tree, LintFinding finding)
    {
        var (element, key) = Place(tree, finding.File, finding.Path);
        return new(element, key, finding.Code, finding.Severity == LintSeverity.Error, finding.MessageJa, $"{finding.File} {finding.Path}");
    }

    internal static (string Element, string Key) Place(Forms.Editing.DefinitionTree tree, string file, string path)
    {
        if (file == "mapping.json")
            return ("mapping", path.TrimStart('$', '.'));
        if (file.StartsWith("samples", StringComparison.Ordinal))
            return ("sample/" + file[Math.Min(file.Length, "samples/".Length)..], "");
        JsonNode? node = file == "procedure.json" ? tree.Procedure : tree.Form;
        var (element, key) = (file == "procedure.json" ? "procedure" : "", "");
        var list = "";
        foreach (Match step in Step().Matches(path))
        {
            if (step.Groups[1] is { Success: true, Value: var name })
            {
                if (name is "pages" or "fields" or "tables")
                    (list, key) = (name, "");
                else
                    key = key.Length == 0 ? name : $"{key}.{name}";
                node = (node as JsonObject)?[name];
            }
            else
            {
                node = node is JsonArray array && int.Parse(step.Groups[2].Value, CultureInfo.InvariantCulture) is var index && index < array.Count ? array[index] : null;
                if (key.Length == 0 && list.Length > 0 && (node as JsonObject)?["id"]?.ToString() is { } id)
                    element = $"{list[..^1]}/{id}";
                else
                    key += step.Value;
            }
        }
        return (element, key);
    }

    [GeneratedRegex(@"\.([A-Za-z_][\w-]*)|\[(\d+)\]")]
    private static partial Regex Step();
}

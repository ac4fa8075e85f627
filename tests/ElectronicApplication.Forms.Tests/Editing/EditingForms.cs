using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests.Editing;

/// <summary>Definitions to edit, and a look at what came of it.</summary>
internal static class EditingForms
{
    public static DefinitionTree Catalogue(string code) => DefinitionTree.Read(DefinitionFiles.Read(Path.Combine(Catalog.Folder, code)));

    public static DefinitionTree Empty() => DefinitionTree.Empty("test", "試験の手続", "test", "試験課");

    /// <summary>One page <c>main</c> with these fields.</summary>
    public static DefinitionTree Of(string fields, string more = "") => With($$"""{"pages":[{"id":"main","title":"頁","fields":[{{fields}}]}]{{more}}}""");

    public static DefinitionTree With(string form)
    {
        var tree = Empty();
        Assert.True(DefinitionEditor.Apply(tree, new ReplaceFile("form.json", JsonNode.Parse(form)!)).IsDone);
        return tree;
    }

    /// <summary>Applies an edit that must succeed.</summary>
    public static EditOutcome Do(this DefinitionTree tree, DefinitionEdit edit)
    {
        var outcome = DefinitionEditor.Apply(tree, edit);
        Assert.True(outcome.IsDone, outcome.Problem?.MessageEn);
        Assert.Contains(outcome.SummaryJa, c => c >= '\u3040');
        return outcome;
    }

    /// <summary>Applies an edit that must be refused with nothing changed.</summary>
    public static DefinitionProblem Refuse(this DefinitionTree tree, DefinitionEdit edit)
    {
        var before = Everything(tree);
        var outcome = DefinitionEditor.Apply(tree, edit);
        Assert.False(outcome.IsDone, outcome.SummaryEn);
        Assert.Equal(before, Everything(tree));
        Assert.EndsWith("。", outcome.Problem.MessageJa);
        Assert.NotEmpty(outcome.Problem.MessageEn);
        return outcome.Problem;
    }

    public static string Everything(DefinitionTree tree)
    {
        var files = tree.ToFiles();
        return string.Join('\n', new[] { files.Procedure, files.Form, files.Mapping ?? default }.Concat(files.Samples.Values).Concat(files.Neighbours.Values).Select(bytes => Encoding.UTF8.GetString(bytes.Span)));
    }

    /// <summary>Something in form.json by a path such as <c>pages[0].fields[2].label</c>.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var step in path.Split('.', '[').Select(step => step.TrimEnd(']')))
            node = int.TryParse(step, out var index) ? node?[index] : node?[step];
        return node;
    }

    public static string? Json(this JsonNode? node, string path) => node.At(path)?.ToJsonString(DefinitionEdit.Options);

    public static string[] Fields(DefinitionTree tree, string page) =>
        [.. ((JsonArray)((JsonArray)tree.Form["pages"]!).First(candidate => (string?)candidate!["id"] == page)!["fields"]!).Select(field => (string)field!["id"]!)];

    public static FormPlan Compile(DefinitionTree tree)
    {
        var files = tree.ToFiles();
        return FormPlan.Compile(ProcedureDefinition.Parse(files.Procedure), FormDefinition.Parse(files.Form));
    }
}

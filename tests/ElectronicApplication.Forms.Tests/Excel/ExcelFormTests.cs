using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Import;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Tests.Excel;

/// <summary>Five 様式 become drafts in which at least nine of ten fields are what a clerk would have made; the others are marked.</summary>
public sealed class ExcelFormTests
{
    public static TheoryData<string> Names => ExcelForms.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Nine_of_ten_fields_are_right_and_the_others_are_marked(string name)
    {
        var form = ExcelForms.Of(name);
        var imported = ExcelImport.Read(form.File);
        var missing = form.Expected.ToList();
        var wrong = All(imported.Form).Where(field => !missing.Remove(field.Name)).ToList();
        var right = form.Expected.Length - missing.Count;
        var report = $"{right}/{form.Expected.Length}\nmissing: {string.Join(", ", missing)}\nwrong: {string.Join(", ", wrong.Select(field => field.Name + " " + field.Json["x-guess"]!["cell"] + " " + field.Json["x-guess"]!["confidence"] + " " + field.Json["x-guess"]!["reason"]!["ja"]))}\ngaps:\n{string.Join("\n", imported.Gaps.Select(gap => gap.Path + " " + gap.MessageJa))}";
        Assert.True(right >= form.Expected.Length * 0.9, report);
        Assert.True(wrong.All(field => (bool?)field.Json["x-guess"]!["check"] == true), report);
        Assert.Equal(form.Title, imported.Title);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_draft_is_a_form_that_works_and_every_guess_says_where_and_why(string name)
    {
        var imported = ExcelImport.Read(ExcelForms.Of(name).File);
        var plan = Form.Compile(imported.Form.ToJsonString());
        Assert.NotEmpty(plan.Fields);
        Assert.All(All(imported.Form), field =>
        {
            var guess = field.Json["x-guess"]!;
            Assert.Matches("^[^!]+![A-Z]+[0-9]+$", (string)guess["cell"]!);
            Assert.InRange((double)guess["confidence"]!, 0, 1);
            Assert.Equal((double)guess["confidence"]! < 0.7, (bool?)guess["check"] ?? false);
            Assert.NotEmpty((string)guess["reason"]!["ja"]!);
            Assert.NotEmpty((string)guess["reason"]!["en"]!);
        });
        Assert.All(imported.Gaps, gap => Assert.True(gap.Path.Length > 0 && gap.MessageJa.Length > 0 && gap.MessageEn.Length > 0));
        var lint = DefinitionLint.Check(new DefinitionFiles(Catalog.Bytes("sodai-gomi", "procedure.json"), Encoding.UTF8.GetBytes(imported.Form.ToJsonString())), new DateOnly(2026, 11, 21));
        Assert.DoesNotContain(lint.Findings, finding => finding.Code == "unknown-key");
    }

    /// <summary>Fields with an answer, as <c>label type</c>; those of a group after its label.</summary>
    internal static IEnumerable<(string Name, JsonObject Json)> All(JsonObject form) => form["pages"]!.AsArray().SelectMany(page => Fields(page!["fields"]!.AsArray(), ""));

    private static IEnumerable<(string Name, JsonObject Json)> Fields(JsonArray fields, string prefix)
    {
        foreach (var field in fields.OfType<JsonObject>().Where(field => (string)field["type"]! != "heading"))
        {
            yield return ($"{prefix}{field["label"]} {field["type"]}", field);
            if (field["fields"] is JsonArray inner)
                foreach (var deep in Fields(inner, $"{prefix}{field["label"]}/"))
                    yield return deep;
        }
    }
}

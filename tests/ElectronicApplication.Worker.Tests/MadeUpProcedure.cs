using System.Text.Json.Nodes;

namespace ElectronicApplication.Worker.Tests;

/// <summary>The public comment under another code, with a mapping and a file layout of the test's own.</summary>
internal static class MadeUpProcedure
{
    public static async Task WriteAsync(string catalogue, string code, string mapping, string layout)
    {
        var original = Path.Combine(AppContext.BaseDirectory, "forms-catalog", "public-comment");
        var folder = Directory.CreateDirectory(Path.Combine(catalogue, code)).FullName;
        var procedure = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(original, "procedure.json")))!;
        procedure["code"] = code;
        await File.WriteAllTextAsync(Path.Combine(folder, "procedure.json"), procedure.ToJsonString());
        File.Copy(Path.Combine(original, "form.json"), Path.Combine(folder, "form.json"));
        await File.WriteAllTextAsync(Path.Combine(folder, "mapping.json"), mapping);
        await File.WriteAllTextAsync(Path.Combine(folder, "file.layout.json"), layout);
    }

    public static JsonObject Answers(string name) => new() { ["plan"] = "bicycle-plan", ["opinion"] = "賛成です。", ["may_publish"] = false, ["name"] = name };
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Import;
using ElectronicApplication.Forms.Packages;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What a file would make of a design.</summary>
/// <param name="Tree">Everything, as it would stand.</param>
/// <param name="Kind">What the file is, in words.</param>
/// <param name="IsWhole">A whole procedure, whose offices and core systems may be those of another municipality.</param>
/// <param name="Gaps">What could not be taken over, by place.</param>
public sealed record BroughtFile(DefinitionTree Tree, string FileName, string Kind, bool IsWhole, IReadOnlyList<ImportGap> Gaps)
{
    /// <summary>What the file calls the procedure; null when it does not say.</summary>
    public string? Title { get; init; }
}

/// <summary>A file that somebody brought. It is taken whole or refused with the reason.</summary>
internal static class ImportedFile
{
    private const long MaxBytes = 10 * 1024 * 1024;
    private const int MaxGaps = 500;

    /// <param name="into">The design that stands; a file with the form alone leaves the rest of it. Null for a new procedure.</param>
    public static async Task<Result<BroughtFile>> ReadAsync(IFormFile file, DefinitionTree? into, CancellationToken cancel)
    {
        if (file.Length > MaxBytes)
            return Refused("ファイルが大きすぎます。10 MB 以下のファイルを選んでください。", "The file is larger than 10 MB.");
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancel);
        return Read(Path.GetFileName(file.FileName) is { Length: <= 100 } name ? name : "file", content, into);
    }

    public static Result<BroughtFile> Read(string name, byte[] content, DefinitionTree? into)
    {
        try
        {
            return IsExcel(name, content) ? Form(ExcelImport.Read(content), "Excel の様式", name, into)
                : content.AsSpan().StartsWith("PK"u8) || name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Package(name, content, into)
                : Json(name, content, into);
        }
        catch (DefinitionException e)
        {
            return Refused(string.Join(" ", e.Problems.Take(3).Select(p => $"{p.File} {p.Path}: {p.MessageJa}".TrimStart())), e.MessageEn);
        }
        catch (JsonException)
        {
            return Refused("このファイルは読み込めません。.xlsx、.zip、.json のいずれかを選んでください。", "The file can be read neither as .xlsx nor as .zip or .json.");
        }
    }

    /// <summary>Old .xls files go there too: it says how to save them anew.</summary>
    private static bool IsExcel(string name, byte[] content) =>
        name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xlsm", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xls", StringComparison.OrdinalIgnoreCase)
        || content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]);

    private static Result<BroughtFile> Package(string name, byte[] content, DefinitionTree? into)
    {
        var reading = ProcedurePackage.Read(new MemoryStream(content, writable: false));
        if (reading.Package is not { } package)
            return Refused($"{reading.Problem!.File} {reading.Problem.Path}: {reading.Problem.MessageJa}", reading.Problem.MessageEn);
        List<(string, JsonNode?)> files = [("procedure.json", Parse(package.Files.Procedure)), ("form.json", Parse(package.Files.Form))];
        if (package.Files.Mapping is { } mapping)
            files.Add(("mapping.json", Parse(mapping)));
        files.AddRange(package.Files.Samples.Select(f => ("samples/" + f.Key, Parse(f.Value))));
        files.AddRange(package.Files.Neighbours.Select(f => (f.Key, Parse(f.Value))));
        // A package replaces all of a design: what stands goes first.
        var tree = DefinitionTree.Empty(into?.Procedure["code"]?.ToString() ?? package.Code, "", "", "");
        if (into is not null && files.Find(f => f.Item1 == "procedure.json").Item2 is JsonObject procedure)
            procedure["code"] = into.Procedure["code"]?.DeepClone();
        if (Put(tree, files) is { } problem)
            return Refused($"{problem.File} {problem.Path}: {problem.MessageJa}", problem.MessageEn);
        var gaps = package.Others.Keys.Select(other => new ImportGap(other, "この場所のファイルは使わないため、取り込みません。", "A file in this place is not used, and not imported."))
            .Concat(package.FurtherKeys.Keys.Select(key => new ImportGap($"manifest.json {key}", "この版では使わない項目のため、取り込みません。", "This version does not know this member; it is not imported."))).Take(MaxGaps).ToList();
        var origin = package.Origin.Municipality.Length > 0 ? $"{package.Origin.Municipality}から書き出した手続" : "書き出した手続";
        return new BroughtFile(tree, name, $"{origin}「{package.Title.Ja}」", true, gaps) { Title = package.Title.Ja };
    }

    private static Result<BroughtFile> Json(string name, byte[] content, DefinitionTree? into)
    {
        var json = Parse(content) as JsonObject ?? throw new JsonException();
        if (json["targets"] is JsonArray)
            return One(name, "連携の定義", "mapping.json", json, into);
        if (json.ContainsKey("identityLevel") && json.ContainsKey("office"))
            return One(name, "手続の設定", "procedure.json", json, into);
        if (json["pages"] is JsonArray pages && pages.Any(p => (p as JsonObject)?["fields"] is not null))
            return One(name, "様式の定義", "form.json", json, into);
        return json["components"] is not null ? Form(FormIoImport.Read(content), "form.io の定義", name, into) : Form(SurveyJsImport.Read(content), "SurveyJS の定義", name, into);
    }

    private static Result<BroughtFile> Form(ImportedForm form, string kind, string name, DefinitionTree? into)
    {
        var made = One(name, kind, "form.json", form.Form, into);
        return made.IsOk ? made.Value with { Gaps = [.. form.Gaps.Take(MaxGaps)], Title = form.Title } : made;
    }

    private static Result<BroughtFile> One(string name, string kind, string file, JsonObject json, DefinitionTree? into)
    {
        var tree = into is null ? DefinitionTree.Empty("procedure", "", "", "") : DefinitionTree.Read(into.ToFiles());
        if (file == "procedure.json" && into is not null)
            json["code"] = into.Procedure["code"]?.DeepClone();
        return Put(tree, [(file, json)]) is { } problem ? Refused($"{problem.File} {problem.Path}: {problem.MessageJa}", problem.MessageEn) : new BroughtFile(tree, name, kind, file == "procedure.json", []);
    }

    /// <summary>Through the editor, so that its bounds hold for what is brought as for what is typed.</summary>
    private static DefinitionProblem? Put(DefinitionTree tree, IEnumerable<(string Name, JsonNode? Json)> files) =>
        files.Select(file => DefinitionEditor.Apply(tree, new ReplaceFile(file.Name, file.Json ?? new JsonObject())).Problem).FirstOrDefault(p => p is not null) ?? Circle(tree);

    /// <summary>Other mistakes are mended in the editor, but a form whose conditions read each other in a circle cannot be shown there.</summary>
    private static DefinitionProblem? Circle(DefinitionTree tree)
    {
        // A fee that asks about fields of the form that went would hide what is wrong with the one that came.
        return Of(tree.Procedure) ?? Of(FormSketch.WithoutRules(tree.Procedure));

        DefinitionProblem? Of(JsonObject procedure)
        {
            try
            {
                FormPlan.Compile(ProcedureDefinition.Parse(FormSketch.Bytes(procedure)), FormDefinition.Parse(FormSketch.Bytes(tree.Form)));
                return null;
            }
            catch (DefinitionException e)
            {
                return e.Problems.FirstOrDefault(p => p.Code == "circle");
            }
        }
    }

    private static JsonNode? Parse(ReadOnlyMemory<byte> bytes)
    {
        var text = bytes.Span.StartsWith("\uFEFF"u8) ? bytes.Span[3..] : bytes.Span;
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(text);
            return JsonNode.Parse(text, documentOptions: new() { MaxDepth = 64, AllowDuplicateProperties = false });
        }
        catch (ArgumentException e)
        {
            throw new JsonException("Not UTF-8, or a name twice.", e);
        }
    }

    private static Error Refused(string message, string messageEn) => new("import-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new("file", "import-refused", message, messageEn)] };
}

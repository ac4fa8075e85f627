using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Import;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>A file that somebody brought as the beginning of a form. It is taken whole or refused with the reason.</summary>
internal static class ImportedFile
{
    private const long MaxBytes = 10 * 1024 * 1024;

    public static async Task<Result<DefinitionTree>> ReadAsync(IFormFile file, CancellationToken cancel)
    {
        if (file.Length > MaxBytes)
            return Refused("ファイルが大きすぎます。10 MB 以下のファイルを選んでください。", "The file is larger than 10 MB.");
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancel);
        try
        {
            return Json(content);
        }
        catch (DefinitionException e)
        {
            return Refused(string.Join(" ", e.Problems.Take(3).Select(p => $"{p.Path}: {p.MessageJa}")), e.MessageEn);
        }
        catch (JsonException)
        {
            return Refused("このファイルは読み込めません。.xlsx、.zip、.json のいずれかを選んでください。", "The file can be read neither as .xlsx nor as .zip or .json.");
        }
    }

    private static DefinitionTree Json(byte[] content)
    {
        var json = JsonNode.Parse(content, documentOptions: new() { MaxDepth = 64 }) as JsonObject ?? throw new JsonException();
        var form = json["pages"] is JsonArray pages && pages.Any(p => (p as JsonObject)?["fields"] is not null) ? json
            : json["components"] is not null ? FormIoImport.Read(content).Form
            : SurveyJsImport.Read(content).Form;
        var tree = DefinitionTree.Empty("new", "", "", "");
        DefinitionEditor.Apply(tree, new ReplaceFile("form.json", form));
        return tree;
    }

    private static Error Refused(string message, string messageEn) => new("import-refused", ErrorKind.Unprocessable, message, messageEn) { Fields = [new("file", "import-refused", message, messageEn)] };
}

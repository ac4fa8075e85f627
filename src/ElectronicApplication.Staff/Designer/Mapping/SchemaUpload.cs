using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Forms.Schemas;

namespace ElectronicApplication.Staff.Designer;

/// <summary>The JSON Schema of what a core system takes, as its maker hands it out.</summary>
internal static class SchemaUpload
{
    private const int MaxBytes = 512 * 1024;
    private const int MaxNodes = 20_000;

    public static SheetCommand Read(SheetPost post, int index, string system)
    {
        if (post.Form.Files.GetFile("schema") is not { Length: > 0 } file)
            return Refused("スキーマのファイルを選んでください。");
        if (file.Length > MaxBytes)
            return Refused("スキーマは 512 KB までです。この手続で送る分だけに絞ってください。");
        using var content = new MemoryStream();
        using (var stream = file.OpenReadStream())
            stream.CopyTo(content);
        if (Parsed(content.ToArray()) is not { } schema)
            return Refused($"「{file.FileName}」は、JSON として読めません。JSON Schema のファイル（.json）を選んでください。");
        if (Mistake(schema) is { } mistake)
            return Refused(mistake);
        var name = $"{system}.schema.json";
        List<DefinitionEdit> edits = [new ReplaceFile(name, schema)];
        if (Targets.Of(post.Current).ElementAtOrDefault(index)?["schema"]?.ToString() != name)
            edits.Add(new Set("mapping", $"targets[{index}].schema", name));
        return new(edits);
    }

    private static JsonObject? Parsed(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes, documentOptions: new JsonDocumentOptions { MaxDepth = 48, AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Checked before it is kept: later it judges every edit of the mapping.</summary>
    private static string? Mistake(JsonObject schema)
    {
        if (schema["properties"] is not JsonObject && schema["$ref"] is null)
            return "送り先が受け取る項目（properties）が、スキーマにありません。一件のデータのスキーマを選んでください。";
        var (nodes, pending) = (0, new Stack<JsonNode>([schema]));
        while (pending.TryPop(out var node))
        {
            if (++nodes > MaxNodes)
                return "スキーマが大きすぎます。この手続で送る分だけに絞ってください。";
            if (node is JsonArray array)
                foreach (var item in array.OfType<JsonNode>())
                    pending.Push(item);
            if (node is not JsonObject json)
                continue;
            foreach (var (key, value) in json)
            {
                if (key == "$ref" && value is JsonValue reference && (!reference.TryGetValue<string>(out var path) || !path.StartsWith('#')))
                    return $"ほかのファイルへの参照（$ref: {value}）は使えません。一つのファイルにまとめてください。";
                if (value is not null)
                    pending.Push(value);
            }
        }
        return JsonSchemaChecker.Problems(schema).FirstOrDefault(p => p.IsBroken) is { } broken ? $"スキーマに誤りがあります（{broken.Path}）。{broken.MessageJa}" : null;
    }

    private static SheetCommand Refused(string message) => SheetCommand.Nothing with { Errors = new Dictionary<string, string> { ["schema"] = message } };
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What the pages of the mapping posted. A row is <c>m:/applicant/familyName</c>; what does not differ from what the person had before them is left alone.</summary>
internal static partial class TargetPost
{
    private const int MaxTargets = 20;
    private const int MaxText = 8_000;

    public static SheetCommand Add(SheetPost post)
    {
        if (post.Command.Verb != "add")
            return SheetCommand.Nothing;
        var system = post.Form["system"].ToString().Trim();
        var count = Targets.Of(post.Current).Count();
        var error = !Name().IsMatch(system) ? "送り先の名前は、半角の英小文字で始め、英小文字・数字・ハイフンで 64 文字以内にしてください（例: resident-register）。"
            : Targets.Of(post.Current).Any(t => t["system"]?.ToString() == system) ? $"送り先「{system}」は、もうあります。一覧から開いてください。"
            : count >= MaxTargets ? $"送り先は {MaxTargets} までです。" : null;
        if (error is not null)
            return SheetCommand.Nothing with { Errors = new Dictionary<string, string> { ["system"] = error } };
        var target = new JsonObject { ["system"] = system, ["data"] = new JsonObject { ["requestNumber"] = "facts.receiptNumber" } };
        return new([new Set("mapping", $"targets[{count}]", target)]) { Next = _ => $"/mapping/{count + 1}" };
    }

    public static SheetCommand Read(SheetPost post, int n)
    {
        var (targets, now) = (Targets.Of(post.View.Design.Tree).ToList(), Targets.Of(post.Current).ToList());
        if (PlaceNow.Of(targets, now, n - 1, (a, b) => a["system"]?.ToString() == b["system"]?.ToString()) is not { } index)
            return SheetCommand.Refused("この送り先は、ほかの人が削除したか、名前を変えました。一覧から選び直してください。", "The target is gone or has another name.");
        var (before, current) = (targets[n - 1], now[index]);
        switch (post.Command.Verb)
        {
            case "remove":
                return new([new Set("mapping", $"targets[{index}]", null)]) { Next = _ => "/mapping" };
            case "upload":
                return SchemaUpload.Read(post, index, before["system"]?.ToString() ?? "target");
            case "dropSchema":
                return new([new Set("mapping", $"targets[{index}].schema", null)]);
        }
        var edits = new List<DefinitionEdit>();
        var errors = new Dictionary<string, string>();
        var system = post.Form["system"].ToString().Trim();
        if (!post.IsTyping && system.Length > 0 && system != before["system"]?.ToString())
        {
            if (Name().IsMatch(system))
                edits.Add(new Set("mapping", $"targets[{index}].system", system));
            else
                errors["system"] = "送り先の名前は、半角の英小文字・数字・ハイフンで入力してください。";
        }
        var data = (JsonObject?)(current["data"] as JsonObject)?.DeepClone() ?? [];
        Rows(post, before, data, errors);
        if (post.Command.Verb == "addRow")
            NewRow(post.Form, data, errors);
        if (!JsonNode.DeepEquals(current["data"], data))
            edits.Add(new Set("mapping", $"targets[{index}].data", data));
        return new(edits) { Errors = errors, Next = index == n - 1 ? null : _ => $"/mapping/{index + 1}" };
    }

    private static void Rows(SheetPost post, JsonObject before, JsonObject data, Dictionary<string, string> errors)
    {
        var schema = before["schema"]?.ToString() is { } name && post.View.Design.Tree.Neighbours.TryGetValue(name, out var file) ? file as JsonObject : null;
        foreach (var row in MappingRow.Of(before["data"] as JsonObject, schema))
        {
            var control = "m:" + row.Pointer;
            if (row.IsGroup || !post.Form.TryGetValue(control, out var posted) || posted.ToString().ReplaceLineEndings("\n").Trim() is var text && text == row.Text.ReplaceLineEndings("\n").Trim())
                continue;
            if (text.Length > MaxText)
                errors[control] = $"{MaxText} 文字までにしてください。";
            else if (text.Length == 0)
            {
                // Whoever empties a box is about to write something else; the row goes when it is left empty.
                if (!post.IsTyping)
                    Remove(data, row.Path);
            }
            else if (row.Value is not JsonArray)
                Put(data, row.Path, text);
            else if (Parsed(text) is { } list)
                Put(data, row.Path, list);
            else
                errors[control] = "JSON の一覧として読めません。括弧と引用符を確かめてください。";
        }
    }

    /// <summary>A name that the schema does not have, with dots for what lies inside: applicant.familyName.</summary>
    private static void NewRow(IFormCollection form, JsonObject data, Dictionary<string, string> errors)
    {
        var (path, text) = (form["new.path"].ToString().Trim(), form["new.text"].ToString().Trim());
        var steps = path.Split('.');
        if (path.Length is 0 or > 200 || steps.Length > 6 || steps.Any(s => !Step().IsMatch(s)))
            errors["new.path"] = "送る項目の名前は、半角の英数字と下線・ハイフンで書き、内側は点でつなぎます（例: applicant.familyName）。";
        else if (text.Length is 0 or > MaxText)
            errors["new.text"] = "様式の項目か式を入力してください。";
        else if (!Put(data, steps, text))
            errors["new.path"] = "その名前は、もう使われています。";
    }

    private static bool Put(JsonObject data, IReadOnlyList<string> path, JsonNode value)
    {
        var at = data;
        foreach (var step in path.Take(path.Count - 1))
        {
            if (at[step] is null)
                at[step] = new JsonObject();
            if (at[step] is not JsonObject inner)
                return false;
            at = inner;
        }
        if (at[path[^1]] is JsonObject)
            return false;
        at[path[^1]] = value;
        return true;
    }

    /// <summary>What holds nothing any more goes with it.</summary>
    private static void Remove(JsonObject data, IReadOnlyList<string> path)
    {
        var holders = new List<JsonObject> { data };
        foreach (var step in path.Take(path.Count - 1))
            if (holders[^1][step] is JsonObject inner)
                holders.Add(inner);
            else
                return;
        for (var i = path.Count - 1; i >= 0; i--)
        {
            holders[i].Remove(path[i]);
            if (holders[i].Count > 0)
                return;
        }
    }

    private static JsonArray? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetBytes(text), documentOptions: new JsonDocumentOptions { MaxDepth = 32 }) as JsonArray;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}

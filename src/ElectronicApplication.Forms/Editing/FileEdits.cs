using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Lint;

namespace ElectronicApplication.Forms.Editing;

internal static class FileEdits
{
    private const int NameLength = 100;
    private const int MaxFiles = 200;

    public static EditOutcome Replace(EditWork work, ReplaceFile edit)
    {
        if (edit.Json is not JsonObject json)
            throw new DefinitionException([new DefinitionProblem("$", "{ } で囲んだ JSON オブジェクトにしてください。", "This must be a JSON object in { }.") { File = edit.Name }]);
        switch (edit.Name)
        {
            case LintContext.ProcedureFile:
                work.Tree.Procedure = json;
                break;
            case LintContext.FormFile:
                if (!json.Objects("pages").Any())
                    throw new DefinitionException([new DefinitionProblem("$.pages", "ページがありません。少なくとも一つ書いてください。", "There is no page. Write at least one.") { File = edit.Name }]);
                work.Tree.Form = json;
                break;
            case LintContext.MappingFile:
                work.Tree.Mapping = json;
                break;
            case var name when name.StartsWith("samples/", StringComparison.Ordinal):
                return Set(work, new SetSample(name["samples/".Length..], json));
            default:
                CheckName(edit.Name, work.Tree.Neighbours);
                work.Tree.Neighbours[edit.Name] = json;
                break;
        }
        return EditOutcome.Done($"{edit.Name} を書き換え", $"Rewrote {edit.Name}");
    }

    public static EditOutcome Set(EditWork work, SetSample edit)
    {
        var (samples, name) = (work.Tree.Samples, edit.Name);
        CheckName(name, samples);
        if (edit.Json is null)
            return samples.Remove(name) ? EditOutcome.Done($"例 {name} を削除", $"Removed the sample {name}") : throw EditWork.Unknown("samples/" + name);
        if (!name.StartsWith("accepted-", StringComparison.Ordinal) && !name.StartsWith("refused-", StringComparison.Ordinal))
            throw new DefinitionException([new DefinitionProblem("$", "例の名前は accepted- か refused- で始めてください。", "The name of a sample must begin with accepted- or refused-.") { File = "samples/" + name }]);
        if (edit.Json is not JsonObject json || json["answers"] is not JsonObject)
            throw new DefinitionException([new DefinitionProblem("$", "例は {\"procedure\": ..., \"answers\": {...}} の形にしてください。", "Write a sample as {\"procedure\": ..., \"answers\": {...}}.") { File = "samples/" + name }]);
        var isNew = !samples.ContainsKey(name);
        samples[name] = json;
        return isNew ? EditOutcome.Done($"例 {name} を追加", $"Added the sample {name}") : EditOutcome.Done($"例 {name} を変更", $"Changed the sample {name}");
    }

    /// <summary>The names become files in a folder: nothing that leads out of it.</summary>
    private static void CheckName(string name, SortedDictionary<string, JsonNode> files)
    {
        if (name.Length > NameLength || !name.EndsWith(".json", StringComparison.Ordinal) || name.Length <= ".json".Length
            || !name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') || name.StartsWith('.') || name.Contains("..", StringComparison.Ordinal))
            throw new DefinitionException([new DefinitionProblem("$",
                $"ファイルの名前は文字・数字・- _ . だけで、.json で終わる {NameLength} 文字以内にしてください。",
                $"A file name consists of letters, digits and - _ . and ends in .json (at most {NameLength} characters).") { Code = "file-name" }]);
        if (files.Count >= MaxFiles && !files.ContainsKey(name))
            throw new DefinitionException([new DefinitionProblem("$", $"ファイルが多すぎます（{MaxFiles} まで）。要らないものを消してください。", $"There are too many files (limit {MaxFiles}). Remove some.") { Code = "too-many" }]);
    }
}

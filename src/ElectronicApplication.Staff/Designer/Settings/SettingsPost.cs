using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What the settings page posted, as edits of procedure.json: one for each setting that differs from what stands.</summary>
internal sealed class SettingsPost
{
    private const string At = "procedure";
    private const int MaxWords = 100;

    private readonly IFormCollection _form;
    private readonly JsonObject _procedure;
    private readonly List<DefinitionEdit> _edits;
    private readonly Dictionary<string, string> _errors;

    private SettingsPost(IFormCollection form, JsonObject procedure, List<DefinitionEdit> edits, Dictionary<string, string> errors) =>
        (_form, _procedure, _edits, _errors) = (form, procedure, edits, errors);

    public static SheetCommand Read(SheetPost post, KnownWords known)
    {
        var procedure = post.View.Design.Tree.Procedure;
        var simple = PropertyPost.Read(post.Form, procedure, post.Current.Procedure, At, ProcedureProperties.All, null, null, post.Form["op"].ToString());
        var settings = new SettingsPost(post.Form, procedure, simple.Edits, simple.Errors);
        settings.TakeNames(post.View, known);
        settings.TakeList("s.keywords", "keywords");
        settings.TakeNeeds(post);
        settings.TakePeriod();
        settings.TakeProcessing();
        settings.TakeSurvey();
        settings.TakeNotices();
        var unfinished = MoneyPost.Read(post, settings._edits, settings._errors);
        return new(settings._edits) { Errors = settings._errors, IsUnfinished = unfinished };
    }

    /// <summary>Chosen from what the catalogue knows; the name comes along.</summary>
    private void TakeNames(EditorView view, KnownWords known)
    {
        if (_form["s.office"].ToString() is { Length: > 0 and <= 64 } office && office != _procedure["office"]?.ToString())
        {
            if (!view.Design.Reviewer.Sees(office))
                _errors["s.office"] = "所属する課から選んでください。ほかの課に渡すときは、その課の担当者に依頼してください。";
            else
                Named("office", "officeTitle", office, known.Offices);
        }
        if (_form["s.category"].ToString() is { Length: > 0 and <= 64 } category && category != _procedure["category"]?.ToString())
            Named("category", "categoryTitle", category, known.Categories);
    }

    private void Named(string key, string titleKey, string code, IReadOnlyList<KnownWord> known)
    {
        _edits.RemoveAll(e => e is SetText { Key: var text } && text == titleKey || e is Set { Key: var set } && set == key);
        _edits.Add(new Set(At, key, code));
        if (known.FirstOrDefault(k => k.Code == code) is { } word)
            _edits.Add(new Set(At, titleKey, word.Title.ToJson()));
    }

    private void TakeList(string name, string key)
    {
        if (!_form.TryGetValue(name, out var posted))
            return;
        var words = posted.ToString().Split(['\n', '\r', '、', ',', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        if (words.Count > MaxWords || words.Exists(w => w.Length > 100))
            _errors[name] = $"{MaxWords}語まで、一語は100文字までにしてください。";
        else
            Set(key, new JsonArray([.. words.Select(w => (JsonNode)w)]));
    }

    private void TakeNeeds(SheetPost post)
    {
        var now = post.Current.Procedure["whatYouNeed"] as JsonArray ?? [];
        var list = ListPost.Read(post, "w", _procedure["whatYouNeed"] as JsonArray ?? [], now, "Need", _errors);
        if (!JsonNode.DeepEquals(now, list))
            _edits.Add(new Set(At, "whatYouNeed", list));
    }

    private void TakePeriod()
    {
        var before = _procedure["acceptancePeriod"] as JsonObject;
        var now = (JsonObject?)before?.DeepClone() ?? [];
        foreach (var (key, words) in (ReadOnlySpan<(string, string)>)[("from", "受付の始まり"), ("to", "受付の終わり")])
        {
            if (!_form.TryGetValue("s." + key, out var posted) || posted.ToString().Trim() is var text && text == TypedMoment.Shown(before?[key]))
                continue;
            if (text.Length == 0)
                now.Remove(key);
            else if (TypedMoment.Read(text) is { } moment)
                now[key] = moment;
            else
                _errors["s." + key] = $"{words}は、日付と時刻を入力してください（例: 2026-04-01T09:00）。";
        }
        if (_errors.ContainsKey("s.from") || _errors.ContainsKey("s.to"))
            return;
        if (now["from"]?.ToString() is { } from && now["to"]?.ToString() is { } to && TypedMoment.Moment(from) >= TypedMoment.Moment(to))
            _errors["s.to"] = "受付の終わりは、始まりより後にしてください。";
        else
            Set("acceptancePeriod", now.Count == 0 ? null : now);
    }

    private void TakeProcessing()
    {
        if (!_form.TryGetValue("s.length", out var posted))
            return;
        var before = _procedure["standardProcessingPeriod"] as JsonObject;
        var text = PropertyPost.Narrow(posted.ToString().Trim());
        if (text.Length == 0)
        {
            Set("standardProcessingPeriod", null);
            return;
        }
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > 3650)
        {
            _errors["s.length"] = "標準処理期間は、1 から 3650 までの整数で入力してください。";
            return;
        }
        var now = (JsonObject?)before?.DeepClone() ?? [];
        now["length"] = length;
        now["unit"] = _form["s.unit"].ToString() is "days" or "months" ? _form["s.unit"].ToString() : "workingDays";
        LanguagePost.Take(_form, "s.note", now, "note");
        if (LanguagePost.Words(now["note"], "ja").Length == 0)
            now.Remove("note");
        Set("standardProcessingPeriod", now);
    }

    private void TakeSurvey()
    {
        var now = (JsonObject?)(_procedure["surveyCodes"] as JsonObject)?.DeepClone() ?? [];
        foreach (var (name, codes) in SurveyLists.Codes)
        {
            if (!_form.TryGetValue("s.survey." + name, out var posted))
                continue;
            var chosen = posted.Where(v => codes.Any(c => c.Code == v)).Select(v => v!).ToList();
            var was = now[name] is JsonArray several ? several.Select(v => v?.ToString() ?? "").ToList() : now[name] is { } one ? [one.ToString()] : [];
            // A code that the list does not know is not offered, and stays until another is chosen.
            if (chosen.SequenceEqual(was) || chosen.Count == 0 && was.Count > 0 && was.TrueForAll(w => codes.All(c => c.Code != w)))
                continue;
            if (chosen.Count == 0)
                now.Remove(name);
            else
                now[name] = chosen.Count == 1 ? chosen[0] : new JsonArray([.. chosen.Select(c => (JsonNode)c)]);
        }
        Set("surveyCodes", now.Count == 0 && _procedure["surveyCodes"] is null ? null : now);
    }

    private void TakeNotices()
    {
        foreach (var (key, title) in NoticeTexts.Kinds)
        {
            var name = "notice." + key;
            if (!_form.TryGetValue(name, out var posted) || posted.ToString().ReplaceLineEndings("\n").Trim() is var text && text == (_procedure["notices"]?[key]?.ToString() ?? ""))
                continue;
            if (NoticeTexts.Unknown(text) is { Count: > 0 } unknown)
                _errors[name] = $"使えない差し込みがあります: {string.Join("、", unknown.Select(u => $"{{{{{u}}}}}"))}。使えるのは {string.Join(" ", NoticeTexts.Placeholders.Select(p => $"{{{{{p}}}}}"))} です。";
            else if (text.Length > NoticeTexts.MaxLength)
                _errors[name] = $"「{title}」の文は {NoticeTexts.MaxLength} 文字までにしてください。";
            else
                _edits.Add(new Set(At, "notices." + key, text.Length == 0 ? null : text));
        }
    }

    private void Set(string key, JsonNode? value)
    {
        if (!JsonNode.DeepEquals(_procedure[key], value) && !(value is JsonArray { Count: 0 } && _procedure[key] is null))
            _edits.Add(new Set(At, key, value));
    }
}

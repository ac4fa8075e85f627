using System.Globalization;
using System.Text.Json.Nodes;
using ElectronicApplication.Forms;
using ElectronicApplication.Forms.Editing;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Designer;

/// <summary>What the settings page posted, as edits of procedure.json: one for each setting that differs from what stands.</summary>
internal sealed class SettingsPost
{
    private const string At = "procedure";
    private const int MaxWords = 100;

    private readonly IFormCollection _form;
    private readonly JsonObject _procedure;
    private readonly JsonObject _now;
    private readonly List<DefinitionEdit> _edits;
    private readonly Dictionary<string, string> _errors;
    private readonly HashSet<string> _unsaved = [];

    private SettingsPost(SheetPost post, List<DefinitionEdit> edits, Dictionary<string, string> errors) =>
        (_form, _procedure, _now, _edits, _errors) = (post.Form, post.View.Design.Tree.Procedure, post.Current.Procedure, edits, errors);

    public static SheetCommand Read(SheetPost post, KnownWords known)
    {
        var procedure = post.View.Design.Tree.Procedure;
        var simple = PropertyPost.Read(post.Form, procedure, post.Current.Procedure, At, ProcedureProperties.All, null, null, post.Form["op"].ToString());
        var settings = new SettingsPost(post, simple.Edits, simple.Errors);
        settings.TakeNames(post.View, known);
        settings.TakeList("s.keywords", "keywords");
        settings.TakeNeeds(post);
        settings.TakePeriod();
        settings.TakeProcessing();
        settings.TakeSurvey();
        settings.TakeNotices();
        var unfinished = MoneyPost.Read(post, settings._edits, settings._errors) | AppealPost.Read(post, settings._edits, settings._errors);
        CoreAnswersPost.Read(post, settings._edits);
        var conditions = RoutePost.Read(post, known.People, settings._edits, settings._errors);
        return new(settings._edits) { Errors = settings._errors, Unsaved = settings._unsaved, IsUnfinished = unfinished || conditions.Count > 0, Unfinished = conditions };
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
            Put(key, WordList.Read(_procedure[key], _now[key], words));
    }

    private void TakeNeeds(SheetPost post)
    {
        var list = ListPost.Read(post, "w", _procedure["whatYouNeed"] as JsonArray ?? [], _now["whatYouNeed"] as JsonArray ?? [], "Need", _errors);
        Put("whatYouNeed", list);
    }

    private void TakePeriod()
    {
        var before = _procedure["acceptancePeriod"] as JsonObject;
        var period = (JsonObject?)(_now["acceptancePeriod"] as JsonObject)?.DeepClone() ?? [];
        var (edits, typed) = (new List<DefinitionEdit>(), new List<string>());
        foreach (var (key, words) in (ReadOnlySpan<(string, string)>)[("from", "受付の始まり"), ("to", "受付の終わり")])
        {
            if (!_form.TryGetValue("s." + key, out var posted) || posted.ToString().Trim() is var text && text == TypedMoment.Shown(before?[key]))
                continue;
            var moment = TypedMoment.Read(text);
            if (text.Length > 0 && moment is null)
                _errors["s." + key] = $"{words}は、日付と時刻を入力してください（例: 2026-04-01T09:00）。";
            else if (moment is null)
                period.Remove(key);
            else
                period[key] = moment;
            edits.Add(new Set(At, "acceptancePeriod." + key, moment));
            typed.Add("s." + key);
        }
        if (period["from"]?.ToString() is { } from && period["to"]?.ToString() is { } to && TypedMoment.Moment(from) >= TypedMoment.Moment(to))
            _errors.TryAdd("s.to", "受付の終わりは、始まりより後にしてください。");
        if (_errors.ContainsKey("s.from") || _errors.ContainsKey("s.to"))
            _unsaved.UnionWith(typed);
        else if (edits.Count > 0 && period.Count == 0)
            Put("acceptancePeriod", null);
        else
            _edits.AddRange(edits);
    }

    private void TakeProcessing()
    {
        if (!_form.TryGetValue("s.length", out var posted))
            return;
        var before = _procedure["standardProcessingPeriod"] as JsonObject;
        var text = PropertyPost.Narrow(posted.ToString().Trim());
        var unit = _form["s.unit"].ToString() is "days" or "months" ? _form["s.unit"].ToString() : "workingDays";
        var notes = LanguagePost.Changed(_form, "s.note", before?["note"]).ToList();
        if (text.Length == 0 && !notes.Exists(n => n.Text.Length > 0))
        {
            if (before is not null)
                Put("standardProcessingPeriod", null);
            return;
        }
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length is < 1 or > 3650)
        {
            _errors["s.length"] = text.Length == 0 ? "注を付けるには、標準処理期間の長さを入力してください。" : "標準処理期間は、1 から 3650 までの整数で入力してください。";
            _unsaved.UnionWith(notes.Select(n => n.Language == "ja" ? "s.note" : "s.note@" + n.Language));
            if (unit != before?["unit"]?.ToString())
                _unsaved.Add("s.unit");
            return;
        }
        if (text == before?["length"]?.ToString() && unit == before["unit"]?.ToString() && notes.Count == 0)
            return;
        var period = (JsonObject)((_now["standardProcessingPeriod"] as JsonObject ?? before)?.DeepClone() ?? new JsonObject());
        if (text != before?["length"]?.ToString())
            period["length"] = length;
        if (unit != before?["unit"]?.ToString())
            period["unit"] = unit;
        foreach (var (language, words) in notes)
            LanguagePost.Set(period, "note", language, words);
        if (LanguagePost.Words(period["note"], "ja").Length == 0)
            period.Remove("note");
        Put("standardProcessingPeriod", period);
    }

    private void TakeSurvey()
    {
        var before = _procedure["surveyCodes"] as JsonObject;
        var answers = (JsonObject?)(_now["surveyCodes"] as JsonObject)?.DeepClone() ?? [];
        foreach (var (name, codes) in SurveyLists.Codes)
        {
            if (!_form.TryGetValue("s.survey." + name, out var posted))
                continue;
            var chosen = posted.Where(v => codes.Any(c => c.Code == v)).Select(v => v!).ToList();
            var was = before?[name] is JsonArray several ? several.Select(v => v?.ToString() ?? "").ToList() : before?[name] is { } one ? [one.ToString()] : [];
            // A code that the list does not know is not offered, and stays until another is chosen.
            if (chosen.SequenceEqual(was) || chosen.Count == 0 && was.Count > 0 && was.TrueForAll(w => codes.All(c => c.Code != w)))
                continue;
            if (chosen.Count == 0)
                answers.Remove(name);
            else
                answers[name] = chosen.Count == 1 ? chosen[0] : new JsonArray([.. chosen.Select(c => (JsonNode)c)]);
        }
        Put("surveyCodes", answers.Count == 0 && _now["surveyCodes"] is null ? null : answers);
    }

    /// <summary>notice.received, notice.received.en</summary>
    internal static string NoticeName(string key, string language) => language == Languages.Japanese ? "notice." + key : $"notice.{key}.{language}";

    private void TakeNotices()
    {
        foreach (var (key, title) in NoticeTexts.Kinds)
        {
            var before = _procedure["notices"]?[key];
            // Languages that these boxes do not know stay as they are.
            var now = before is JsonObject several ? several.DeepClone().AsObject() : before is null ? [] : new JsonObject { [Languages.Japanese] = before.DeepClone() };
            foreach (var (language, _) in Languages.All)
                if (TakeNotice(NoticeName(key, language), title, now[language]?.ToString() ?? "") is { } text)
                {
                    now.Remove(language);
                    if (text.Length > 0)
                        now[language] = text;
                }
            if (now.Count > 0 && now[Languages.Japanese] is null)
                _errors[NoticeName(key, Languages.Japanese)] = $"「{title}」の文は、日本語でも書いてください。";
            JsonNode? value = now.Count switch { 0 => null, 1 => now[Languages.Japanese]?.DeepClone(), _ => now };
            if (now[Languages.Japanese] is not null == now.Count > 0 && !JsonNode.DeepEquals(value, before))
                _edits.Add(new Set(At, "notices." + key, value));
        }
    }

    /// <summary>What was typed; null when the box did not come, says the same as before, or is wrong.</summary>
    private string? TakeNotice(string name, string title, string before)
    {
        if (!_form.TryGetValue(name, out var posted) || posted.ToString().ReplaceLineEndings("\n").Trim() is var text && text == before)
            return null;
        if (NoticeTexts.Unknown(text) is { Count: > 0 } unknown)
            _errors[name] = $"使えない差し込みがあります: {string.Join("、", unknown.Select(u => $"{{{{{u}}}}}"))}。使えるのは {string.Join(" ", NoticeTexts.Placeholders.Select(p => $"{{{{{p}}}}}"))} です。";
        else if (text.Length > NoticeTexts.MaxLength)
            _errors[name] = $"「{title}」の文は {NoticeTexts.MaxLength} 文字までにしてください。";
        else
            return text;
        return null;
    }

    /// <param name="value">As it stands now, with the person's changes.</param>
    private void Put(string key, JsonNode? value)
    {
        if (!JsonNode.DeepEquals(_now[key], value) && !(value is JsonArray { Count: 0 } && _now[key] is null))
            _edits.Add(new Set(At, key, value));
    }
}

using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>The limits that a field states by itself.</summary>
internal sealed partial class AnswerState
{
    /// <summary>Reports the first mistake in a value; one sentence at a field is enough to mend it.</summary>
    private bool Mistake(PlanField field, in FeelValue value, int row)
    {
        if (field.Type is FieldType.Calculated or FieldType.Choice)
            return false;
        if (field.Type is FieldType.Date or FieldType.Time)
            return MomentMistake(field, value, row);
        if (value.AsString is { } text)
            return TextMistake(field, text, row);
        if (!value.TryNumber(out var number))
            return false;
        if (field.Definition.Min is { } min && number < min)
            return Found(field, row, IssueCodes.TooSmall, min);
        return field.Definition.Max is { } max && number > max && Found(field, row, IssueCodes.TooLarge, max);
    }

    private bool MomentMistake(PlanField field, in FeelValue value, int row)
    {
        if (field.Definition.Eras.Count > 0 && value.TryDate(out var date) && !InEras(field.Definition.Eras, date))
            return Found(field, row, IssueCodes.EraNotOffered, string.Join("・", field.Definition.Eras.Select(JapaneseCalendar.Name)));
        if (field.Earliest?.Evaluate(_frame) is { } earliest && FeelValue.Compare(value, earliest) < 0)
            return Found(field, row, IssueCodes.TooEarly, Shown(earliest));
        return field.Latest?.Evaluate(_frame) is { } latest && FeelValue.Compare(value, latest) > 0
            && Found(field, row, IssueCodes.TooLate, Shown(latest));
    }

    private static string Shown(in FeelValue moment) => FeelJson.ToNode(moment)?.ToString() ?? moment.ToString();

    private static bool InEras(IReadOnlyList<JapaneseEra> eras, DateOnly date)
    {
        foreach (var era in eras)
            if (JapaneseCalendar.Days(era) is var (first, last) && date >= first && date <= last)
                return true;
        return false;
    }

    private bool TextMistake(PlanField field, string text, int row)
    {
        if (field.Type is FieldType.Digits or FieldType.MyNumber or FieldType.CorporateNumber && !AnswerText.IsDigits(text))
            return Found(field, row, field.Type == FieldType.Digits ? IssueCodes.NotDigits : Shape(field, text)!);
        // Never fewer units than graphemes: the usual short answer needs no counting.
        if (text.Length > field.MaxGraphemes && Graphemes.Count(text) is var count && count > field.MaxGraphemes)
            return Found(field, row, IssueCodes.TooLong, field.MaxGraphemes, count);
        if (field.Definition.MinLength is { } min && Graphemes.Count(text) is var few && few < min)
            return Found(field, row, IssueCodes.TooShort, min, few);
        if (Shape(field, text) is { } shape)
            return Found(field, row, shape);
        if (field.Pattern is null || field.Pattern.IsMatch(text))
            return false;
        if (field.Definition.PatternMessage is not { } message)
            return Found(field, row, IssueCodes.Pattern);
        Add(new AnswerIssue(field.Path(row), IssueCodes.Pattern, message.Ja, message.For("en"), new Dictionary<string, object?> { ["label"] = field.LabelJa }) { MessageEasy = message.For("ja-easy") });
        return true;
    }

    private static string? Shape(PlanField field, string text) => field.Type switch
    {
        FieldType.Mail when !AnswerText.IsMail(text) => IssueCodes.NotAMail,
        FieldType.Phone when !AnswerText.IsPhone(text) => IssueCodes.NotAPhone,
        FieldType.PostalCode when !AnswerText.IsPostalCode(text) => IssueCodes.NotAPostalCode,
        FieldType.Kana when !KanaText.Is(text, field.Definition.Script) => IssueCodes.NotKana,
        FieldType.MyNumber when !CheckDigits.IsMyNumber(text) => IssueCodes.NotAMyNumber,
        FieldType.CorporateNumber when !CheckDigits.IsCorporateNumber(text) => IssueCodes.NotACorporateNumber,
        _ => null,
    };

    private void JudgeAttachments(PlanField field, ref FieldState state, int row)
    {
        var (count, path) = (0, field.Path(row));
        foreach (var fact in _input.Attachments)
        {
            if (fact.FieldPath != path)
                continue;
            count++;
            if (field.Definition.Accept.Count > 0 && !Accepts(field.Definition.Accept, fact.ContentType))
                Issue(field, row, IssueCodes.AttachmentType, string.Join(", ", field.Definition.Accept), ShownText.Of(fact.ContentType));
            else if (fact.Size > field.Definition.MaxBytes)
                Issue(field, row, IssueCodes.AttachmentTooLarge, field.Definition.MaxBytes, fact.Size);
        }
        if (count > field.Definition.MaxFiles)
            Issue(field, row, IssueCodes.TooManyAttachments, field.Definition.MaxFiles, count);
        else if (count == 0 && state.Required)
            Issue(field, row, IssueCodes.AttachmentMissing);
        else if (count > 0 && count < field.Definition.MinFiles)
            Issue(field, row, IssueCodes.TooFewAttachments, field.Definition.MinFiles, count);
        else if (count > 0)
            Rules(field, row);
    }

    private static bool Accepts(IReadOnlyList<string> accepted, string contentType)
    {
        var type = contentType.AsSpan();
        if (type.IndexOf(';') is var end and >= 0)
            type = type[..end].TrimEnd();
        foreach (var candidate in accepted)
            if (type.Equals(candidate, StringComparison.OrdinalIgnoreCase)
                || (candidate.EndsWith("/*", StringComparison.Ordinal) && type.StartsWith(candidate.AsSpan(0, candidate.Length - 1), StringComparison.OrdinalIgnoreCase)))
                return true;
        return false;
    }
}

namespace ElectronicApplication.Forms.Answers;

/// <summary>Check digits of the national numbers.</summary>
internal static class CheckDigits
{
    /// <summary>
    /// 個人番号: the twelfth digit is 11 less the weighted sum modulo 11, and 0 where that would be 10 or 11; the weights are
    /// 2 to 7 for the first six places from the right, then 2 to 6 (平成26年総務省令第85号 5条).
    /// </summary>
    public static bool IsMyNumber(string text)
    {
        if (text.Length != 12 || !AnswerText.IsDigits(text))
            return false;
        var sum = 0;
        for (var n = 1; n <= 11; n++)
            sum += (text[11 - n] - '0') * (n <= 6 ? n + 1 : n - 5);
        var rest = sum % 11;
        return text[11] - '0' == (rest <= 1 ? 0 : 11 - rest);
    }

    /// <summary>
    /// 法人番号: the first digit is 9 less the weighted sum of the other twelve modulo 9; the weights are 1 and 2 in turn from the
    /// right (平成26年財務省令第70号 2条).
    /// </summary>
    public static bool IsCorporateNumber(string text)
    {
        if (text.Length != 13 || !AnswerText.IsDigits(text))
            return false;
        var sum = 0;
        for (var n = 1; n <= 12; n++)
            sum += (text[13 - n] - '0') * (n % 2 == 1 ? 1 : 2);
        return text[0] - '0' == 9 - sum % 9;
    }
}

Console.WriteLine("usage: engine | intake | delivery | pages | review");

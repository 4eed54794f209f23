/**
 * How each digit is written or said in transcripts: characters (simplified, traditional, the forms of
 * cheques, radio readings, and characters that sound alike but for the tone, which recognisers write
 * when they hear no sentence), and syllables without tones. liveness.md §2.2: syllables count, not
 * characters; s and sh, n and l are one.
 */
export const digitReadings: readonly { characters: string; syllables: readonly string[] }[] = [
  { characters: '零〇洞另令玲铃鈴龄齡领領凌灵靈', syllables: ['ling', 'ning', 'lin', 'dong'] },
  { characters: '一壹壱幺么妖腰要药藥邀咬衣医醫依伊以已意', syllables: ['yi', 'yao'] },
  { characters: '二贰貳弐两兩俩倆儿兒而耳尔爾', syllables: ['er', 'liang'] },
  { characters: '三叁參参山伞傘散', syllables: ['san', 'shan'] },
  { characters: '四肆是十时時事式司思丝絲死似寺', syllables: ['si', 'shi'] },
  { characters: '五伍无無吾午武舞屋乌烏物', syllables: ['wu'] },
  { characters: '六陆陸溜刘劉留流柳牛', syllables: ['liu', 'niu'] },
  { characters: '七柒拐期妻齐齊起其棋气氣', syllables: ['qi', 'guai'] },
  { characters: '八捌吧爸把巴拔', syllables: ['ba'] },
  { characters: '九玖酒就久旧舊救勾钩鉤沟溝狗', syllables: ['jiu', 'gou'] },
]

/** What people say between words. */
export const fillers = {
  characters: '嗯啊呃哦额額唔诶欸',
  syllables: ['en', 'a', 'e', 'o', 'um', 'uh'],
} as const
